package dev.visiontask.examples;

import dev.visiontask.BadInputException;
import dev.visiontask.segmentation.SegmentationOptions;
import dev.visiontask.segmentation.SemanticSegmenter;
import dev.visiontask.segmentation.evaluation.MaskFolder;
import dev.visiontask.segmentation.evaluation.MaskReader;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures segmenters: IoU and accuracy of each class, their means, and the worst pictures. */
final class SegmentationMeasurement implements Measurement {
    private static final String MASKS = "--masks";
    private static final String THRESHOLD = "--threshold";

    @Override
    public String title() {
        return "Segmenters";
    }

    @Override
    public List<Option> truth() {
        return List.of(Option.of(
                MASKS, "DIR", "the true classes of the pixels: for each picture a PNG of its name, gray or palette"));
    }

    @Override
    public List<Option> options() {
        return Stream.concat(
                        MaskOptions.ALL.stream(),
                        Stream.of(Option.of(
                                THRESHOLD, "SCORE", "the lowest score of the foreground; for models that have one")))
                .toList();
    }

    @Override
    public Measured measure(Arguments arguments, Terminal terminal) {
        MaskFolder folder = MaskFolder.of(
                FileProgram.path(arguments.require(Evaluate.PICTURES)), FileProgram.path(arguments.require(MASKS)));
        SegmentationOptions.Builder options = SegmentationOptions.builder();
        arguments.number(THRESHOLD).ifPresent(options::threshold);
        try (SemanticSegmenter segmenter = ModelOptions.apply(SemanticSegmenter.builder(), arguments)
                .options(options.build())
                .build()) {
            List<String> labels = segmenter.info().labels();
            MaskReader reader = new MaskReader(MaskOptions.values(arguments, labels), labels.size());
            Map<Path, Path> masks = usable(folder, reader, arguments, terminal);
            MaskComparison comparison = new MaskComparison(labels, reader, masks, terminal);
            FileRun.ofPictures(segmenter, terminal)
                    .forEach(segmenter.info().backend(), List.copyOf(masks.keySet()), comparison::add);
            comparison.problems().check(arguments, terminal);
            SegmentationFigures figures = comparison.figures();
            String title = "Evaluate: " + arguments.require(ModelOptions.MODEL);
            int worst = arguments.has(Evaluate.REPORT) ? Evaluate.WORST : 0;
            Report report = new SegmentationReport(segmenter, reader, masks).of(title, figures, worst);
            return new Measured(figures.toString(), figures.toJson(), report, comparison.isComplete());
        }
    }

    /** The mask of each picture. All are read before the first picture is answered, so that mistakes are known at once. */
    private static Map<Path, Path> usable(
            MaskFolder folder, MaskReader reader, Arguments arguments, Terminal terminal) {
        Problems problems = new Problems();
        folder.unmatched().forEach(file -> problems.add(file + ": no partner of that name"));
        Map<Path, Path> usable = new LinkedHashMap<>();
        for (MaskFolder.Pair pair : folder.pairs()) {
            try {
                reader.read(pair.mask());
                usable.put(pair.picture(), pair.mask());
            } catch (BadInputException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        problems.check(arguments, terminal);
        if (usable.isEmpty()) {
            throw new UsageException("Expected pictures with masks, found none");
        }
        return usable;
    }
}
