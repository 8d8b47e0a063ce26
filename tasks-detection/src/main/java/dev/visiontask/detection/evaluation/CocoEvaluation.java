package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.Progress;

/**
 * Average precision and recall as the COCO challenge takes them: over ten thresholds of the overlap from 0.50 to 0.95,
 * at 101 points of recall, for all, small, medium and large objects, and with at most 1, 10 and 100 results a picture and
 * class. The figures are those of {@code pycocotools}, ties and crowds included; see <a
 * href="https://cocodataset.org/#detection-eval">the rules</a>.
 *
 * <p>Two differences, where {@code pycocotools} depends on accidents: an annotation whose id is 0 counts like any other,
 * and when masks are compared a result's area is that of its mask even if it has a box too.
 *
 * <p>Objects marked difficult are treated like objects of no interest: finding one is neither right nor wrong. Immutable
 * and safe to share between threads.
 */
public final class CocoEvaluation {
    private final ObjectDataset truth;
    private final Overlap overlap;
    private final boolean skip;
    private final Progress progress;

    private CocoEvaluation(ObjectDataset truth, Overlap overlap, boolean skip, Progress progress) {
        this.truth = truth;
        this.overlap = overlap;
        this.skip = skip;
        this.progress = progress;
    }

    /** Compares boxes with those of a data set. */
    public static CocoEvaluation ofBoxes(ObjectDataset truth) {
        return new CocoEvaluation(truth, Overlap.BOX, false, Progress.NONE);
    }

    /** Compares masks with those of a data set; every object and every result must have one. */
    public static CocoEvaluation ofMasks(ObjectDataset truth) {
        return new CocoEvaluation(truth, Overlap.MASK, false, Progress.NONE);
    }

    /** The same, but what does not fit is left out: annotations with problems, results of unknown pictures or classes. */
    public CocoEvaluation skippingProblems() {
        return new CocoEvaluation(truth, overlap, true, progress);
    }

    /** The same, telling how many of the classes are done. */
    public CocoEvaluation reportingTo(Progress listener) {
        return new CocoEvaluation(truth, overlap, skip, listener);
    }

    /**
     * The figures of a detector.
     *
     * @throws dev.visiontask.BadInputException if the data set has problems, or results are of pictures or categories
     *     that it does not list; the message names each
     */
    public CocoFigures evaluate(DetectionResults results) {
        return new CocoRun(EvaluationSet.of(truth, results, overlap, skip), overlap).figures(progress);
    }
}
