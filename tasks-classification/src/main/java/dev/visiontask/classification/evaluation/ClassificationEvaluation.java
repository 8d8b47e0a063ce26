package dev.visiontask.classification.evaluation;

import dev.visiontask.classification.Classification;
import dev.visiontask.classification.Classifications;
import dev.visiontask.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects a classifier's answers for pictures whose class is known. Equal scores are taken in the order of the classes.
 * Not for use by several threads.
 */
public final class ClassificationEvaluation {
    private final List<String> labels;
    private final ConfusionMatrix confusion;
    private final long[] places;
    private final List<float[]> rows = new ArrayList<>();
    private final List<Integer> truths = new ArrayList<>();
    private boolean ranking;
    private long count;

    private ClassificationEvaluation(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.confusion = ConfusionMatrix.of(labels);
        this.places = new long[labels.size()];
    }

    /** Nothing yet, for classes with these names, in the order of the model's output. */
    public static ClassificationEvaluation of(List<String> labels) {
        return new ClassificationEvaluation(labels);
    }

    /** Nothing yet, for classes without names. */
    public static ClassificationEvaluation of(int classes) {
        return of(
                IntStream.range(0, classes).mapToObj(index -> "class " + index).toList());
    }

    /**
     * Also keeps the scores of all classes, so that the figures have the average precision of each class. Only answers
     * that are added with {@link #add(int, float[])} can be ranked. To be called before the first answer.
     */
    public ClassificationEvaluation keepingScores() {
        if (count > 0) {
            throw new IllegalStateException("Expected keepingScores() before the first answer, found: after " + count);
        }
        ranking = true;
        return this;
    }

    /**
     * Adds the scores of all classes for one picture.
     *
     * @param truth the class that the picture shows
     * @param scores one a class, in any range, higher is surer; copied if needed
     * @throws IllegalArgumentException if the truth is no class, the number of scores differs, or one is NaN
     */
    public ClassificationEvaluation add(int truth, float[] scores) {
        checkTruth(truth);
        if (scores.length != labels.size()) {
            throw new IllegalArgumentException("Expected " + labels.size() + " scores, found: " + scores.length);
        }
        int better = 0;
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                throw new IllegalArgumentException("Expected scores that are numbers, found NaN for " + labels.get(i));
            }
            better += scores[i] > scores[truth] || (scores[i] == scores[truth] && i < truth) ? 1 : 0;
            best = scores[i] > scores[best] ? i : best;
        }
        if (ranking) {
            rows.add(scores.clone());
            truths.add(truth);
        }
        count++;
        places[better]++;
        confusion.add(truth, best);
        return this;
    }

    /**
     * Adds a classifier's answer for one picture. A class that the answer leaves out counts as not found; set {@code
     * maxResults} to at least the k of the accuracy to be measured.
     *
     * @param truth the class that the picture shows
     * @throws IllegalArgumentException if the truth is no class, or the answer has a class that is none here
     */
    public ClassificationEvaluation add(int truth, Classifications answer) {
        checkTruth(truth);
        if (ranking) {
            throw new IllegalArgumentException("Expected the scores of all classes, as keepingScores() was called");
        }
        List<Classification> classes = answer.classes();
        if (!classes.isEmpty()) {
            confusion.add(truth, classes.get(0).index());
        }
        count++;
        for (int place = 0; place < classes.size(); place++) {
            if (classes.get(place).index() == truth) {
                places[place]++;
                break;
            }
        }
        return this;
    }

    /**
     * Adds a classifier's answer for one picture.
     *
     * @param truth the label of the class that the picture shows; the first one of that name
     * @throws IllegalArgumentException if it is no class
     */
    public ClassificationEvaluation add(String truth, Classifications answer) {
        int index = labels.indexOf(truth);
        if (index < 0) {
            throw new IllegalArgumentException("Expected one of the labels " + labels + ", found: " + truth);
        }
        return add(index, answer);
    }

    private void checkTruth(int truth) {
        if (truth < 0 || truth >= labels.size()) {
            throw new IllegalArgumentException(
                    "Expected a class from 0 to " + (labels.size() - 1) + ", found: " + truth);
        }
    }

    /** The figures of what was added so far. */
    public ClassificationFigures figures() {
        double[] precisions = new double[ranking ? labels.size() : 0];
        for (int i = 0; i < precisions.length; i++) {
            precisions[i] = ranked(i);
        }
        return new ClassificationFigures(count, ConfusionMatrix.of(labels).add(confusion), places.clone(), precisions);
    }

    private double ranked(int index) {
        float[] scores = new float[rows.size()];
        boolean[] positive = new boolean[rows.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = rows.get(i)[index];
            positive[i] = truths.get(i) == index;
        }
        return RankingPrecision.of(scores, positive);
    }
}
