package dev.visiontask.detection.tracking;

/**
 * How good tracks are: the CLEAR MOT figures (<a href="https://doi.org/10.1155/2008/246309">Bernardin and Stiefelhagen
 * 2008</a>) and IDF1 (<a href="https://arxiv.org/abs/1609.01775">Ristani et al. 2016</a>), by the rules of <a
 * href="https://github.com/cheind/py-motmetrics">py-motmetrics</a>.
 *
 * <p>In each frame an object keeps the track that it had last, if both are there and overlap enough. Of the others as many
 * as possible are joined, at the least sum of 1 - IoU. An object joined to another track than the last time is a switch.
 * For IDF1 each object gets one track for the whole video, so that the frames in which they overlap enough are the most.
 * Immutable and safe to share between threads.
 */
public final class TrackingEvaluation {
    private final TrackSequence truth;
    private final double overlap;

    private TrackingEvaluation(TrackSequence truth, double overlap) {
        this.truth = truth;
        this.overlap = overlap;
    }

    /** Compares with a truth, at an IoU of at least 0.5. */
    public static TrackingEvaluation of(TrackSequence truth) {
        return new TrackingEvaluation(truth, .5);
    }

    /** The same at another threshold of the overlap, above 0 and at most 1. */
    public TrackingEvaluation atOverlap(double lowest) {
        if (!(lowest > 0 && lowest <= 1)) {
            throw new IllegalArgumentException("Expected an overlap above 0 and at most 1, found: " + lowest);
        }
        return new TrackingEvaluation(truth, lowest);
    }

    /** The figures of a tracker. Frames and ids that only one of the two has count as misses and false positives. */
    public TrackingFigures evaluate(TrackSequence found) {
        return new TrackingRun(truth, found, overlap).figures();
    }
}
