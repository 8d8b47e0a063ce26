package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.Progress;

/**
 * Average precision as the Pascal VOC challenge takes it: at one threshold of the overlap of boxes, 0.5 unless another is
 * set, from the areas under the whole curve (since 2010) and at 11 points of recall (2007).
 *
 * <p>Going down the scores of all pictures, a result belongs to the true object of its class that it overlaps most. It is
 * right if the overlap is at least the threshold and no better result took the object before; a result that belongs to a
 * difficult object, or to a crowd, counts neither way. After {@code VOCevaldet.m} of the challenge's development kit.
 * Immutable and safe to share between threads.
 */
public final class VocEvaluation {
    private final ObjectDataset truth;
    private final double threshold;
    private final boolean skip;
    private final Progress progress;

    private VocEvaluation(ObjectDataset truth, double threshold, boolean skip, Progress progress) {
        this.truth = truth;
        this.threshold = threshold;
        this.skip = skip;
        this.progress = progress;
    }

    /** Compares with a data set. */
    public static VocEvaluation of(ObjectDataset truth) {
        return new VocEvaluation(truth, .5, false, Progress.NONE);
    }

    /** The same at another threshold of the overlap, above 0 and at most 1. */
    public VocEvaluation atOverlap(double overlap) {
        if (!(overlap > 0 && overlap <= 1)) {
            throw new IllegalArgumentException("Expected an overlap above 0 and at most 1, found: " + overlap);
        }
        return new VocEvaluation(truth, overlap, skip, progress);
    }

    /** The same, but what does not fit is left out: annotations with problems, results of unknown pictures or classes. */
    public VocEvaluation skippingProblems() {
        return new VocEvaluation(truth, threshold, true, progress);
    }

    /** The same, telling how many of the classes are done. */
    public VocEvaluation reportingTo(Progress listener) {
        return new VocEvaluation(truth, threshold, skip, listener);
    }

    /**
     * The figures of a detector.
     *
     * @throws dev.visiontask.BadInputException if the data set has problems, or results are of pictures or categories
     *     that it does not list; the message names each
     */
    public VocFigures evaluate(DetectionResults results) {
        return new VocRun(EvaluationSet.of(truth, results, Overlap.BOX, skip), threshold).figures(progress);
    }
}
