package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.Segmentation;
import dev.visiontask.segmentation.evaluation.MaskReader;
import dev.visiontask.segmentation.evaluation.SegmentationEvaluator;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares class maps with masks as the answers come, and keeps only counts. */
final class MaskComparison {
    private final MaskReader reader;
    private final Map<Path, Path> masks;
    private final Terminal terminal;
    private final SegmentationEvaluator evaluator;
    private final Problems problems = new Problems();
    private boolean isComplete = true;

    /**
     * Nothing yet.
     *
     * @param masks the mask of each picture
     */
    MaskComparison(List<String> labels, MaskReader reader, Map<Path, Path> masks, Terminal terminal) {
        this.reader = reader;
        this.masks = masks;
        this.terminal = terminal;
        this.evaluator = new SegmentationEvaluator(labels);
    }

    void add(Answer<Segmentation> answer) {
        Path picture = answer.file();
        Path mask = Objects.requireNonNull(masks.get(picture));
        ClassMap truth = reader.read(mask);
        if (answer.outcome() instanceof Outcome.Failure<Segmentation> failure) {
            terminal.err().println("not answered: " + failure.error().getMessage());
            isComplete = false;
            evaluator.add(picture.toString(), truth, nothing(truth));
            return;
        }
        ClassMap found = answer.outcome().orThrow().map();
        if (found.size().equals(truth.size())) {
            evaluator.add(picture.toString(), truth, found);
        } else {
            problems.add(mask + ": expected a mask of " + found.size() + ", the size of " + picture + ", found: "
                    + truth.size());
        }
    }

    /** Pixels without a class count as wrong. */
    private static ClassMap nothing(ClassMap truth) {
        byte[] none = new byte[Math.toIntExact(truth.size().pixels())];
        Arrays.fill(none, (byte) ClassMap.IGNORED_BYTE);
        return ClassMap.of(truth.size(), none);
    }

    /** The masks that do not fit their pictures. */
    Problems problems() {
        return problems;
    }

    /** Whether every picture was answered. */
    boolean isComplete() {
        return isComplete;
    }

    SegmentationFigures figures() {
        return evaluator.figures();
    }
}
