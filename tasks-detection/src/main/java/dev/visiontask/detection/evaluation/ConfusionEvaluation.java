package dev.visiontask.detection.evaluation;

/**
 * What a detector takes for what, at one threshold of the score and one of the overlap of boxes, as for a user who sees
 * the results above that score.
 *
 * <p>In each picture the pair of a result and a true object that overlap most belong together, whatever their classes,
 * then the next pair of what is left. A true object without a result was taken for background; a result without a true
 * object is background taken for its class, unless it lies on a crowd or a difficult object. Immutable and safe to share
 * between threads.
 */
public final class ConfusionEvaluation {
    private final ObjectDataset truth;
    private final double score;
    private final double overlap;
    private final boolean skip;

    private ConfusionEvaluation(ObjectDataset truth, double score, double overlap, boolean skip) {
        this.truth = truth;
        this.score = score;
        this.overlap = overlap;
        this.skip = skip;
    }

    /** Compares with a data set, results of a score of at least 0.25, at an overlap of at least 0.45. */
    public static ConfusionEvaluation of(ObjectDataset truth) {
        return new ConfusionEvaluation(truth, .25, .45, false);
    }

    /** The same for results of at least this score. */
    public ConfusionEvaluation fromScore(double lowest) {
        return new ConfusionEvaluation(truth, lowest, overlap, skip);
    }

    /** The same at another threshold of the overlap, above 0 and at most 1. */
    public ConfusionEvaluation atOverlap(double lowest) {
        if (!(lowest > 0 && lowest <= 1)) {
            throw new IllegalArgumentException("Expected an overlap above 0 and at most 1, found: " + lowest);
        }
        return new ConfusionEvaluation(truth, score, lowest, skip);
    }

    /** The same, but what does not fit is left out: annotations with problems, results of unknown pictures or classes. */
    public ConfusionEvaluation skippingProblems() {
        return new ConfusionEvaluation(truth, score, overlap, true);
    }

    /**
     * Compares.
     *
     * @throws dev.visiontask.BadInputException if the data set has problems, or results are of pictures or categories
     *     that it does not list; the message names each
     */
    public DetectionConfusion evaluate(DetectionResults results) {
        return new ConfusionRun(EvaluationSet.of(truth, results, Overlap.BOX, skip), score, overlap).confusion();
    }
}
