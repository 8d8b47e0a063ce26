package dev.visiontask.detection.tracking;

import dev.visiontask.Box;
import dev.visiontask.detection.Detection;
import java.util.Arrays;
import java.util.List;

/**
 * Finds which detection continues which track: the assignment of the least sum of 1 - IoU. Pairs are looked for along
 * sorted left edges, so that boxes far apart are never compared. Reused from frame to frame.
 */
final class Association {
    /**
     * What the similarity of a lost track counts. Where someone passes in front of someone of the same size, one box fits
     * both for a moment: it belongs to the one who was in sight before.
     */
    private static final double LOST_SHARE = .9;

    private final Assignment assignment = new Assignment();
    private final boolean classAgnostic;
    private long[] order = new long[0];
    private float[] lefts = new float[0];
    private double widest;

    Association(boolean classAgnostic) {
        this.classAgnostic = classAgnostic;
    }

    /**
     * Which pairs may be made.
     *
     * @param similarity the IoU must be above it, in [0, 1)
     * @param fuseScores whether the IoU counts times the score of the detection
     */
    record Rule(double similarity, boolean fuseScores) {}

    /** Solves it; afterwards {@link #detectionOf} and {@link #isFree} answer for the places in these lists. */
    void match(List<LiveTrack> tracks, List<Detection> detections, Rule rule) {
        sort(detections);
        assignment.begin(detections.size(), 1 - rule.similarity());
        for (LiveTrack track : tracks) {
            assignment.row();
            addPairs(track, detections, rule.fuseScores());
        }
        assignment.solve();
    }

    /** The place of the detection that a track got, or -1. */
    int detectionOf(int track) {
        return assignment.columnOf(track);
    }

    /** Whether no track got the detection. */
    boolean isFree(int detection) {
        return assignment.rowOf(detection) < 0;
    }

    private void sort(List<Detection> detections) {
        int count = detections.size();
        if (order.length < count) {
            order = new long[Math.max(count, order.length * 2)];
            lefts = new float[order.length];
        }
        widest = 0;
        for (int i = 0; i < count; i++) {
            Box box = detections.get(i).box();
            order[i] = (sortable(box.left()) << 32) | i;
            widest = Math.max(widest, box.width());
        }
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            lefts[i] = detections.get((int) order[i]).box().left();
        }
    }

    /** Whole numbers in the order of the floats. */
    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    private void addPairs(LiveTrack track, List<Detection> detections, boolean fuseScores) {
        Motion motion = track.motion();
        double left = motion.left();
        double top = motion.top();
        double right = left + motion.width();
        double bottom = top + motion.height();
        double area = motion.width() * motion.height();
        double share = track.isLost() ? LOST_SHARE : 1;
        for (int i = firstFrom(left - widest, detections.size()); i < detections.size() && lefts[i] < right; i++) {
            int place = (int) order[i];
            Detection detection = detections.get(place);
            if (!classAgnostic && detection.index() != track.classIndex()) {
                continue;
            }
            Box box = detection.box();
            double width = Math.min(right, box.right()) - Math.max(left, box.left());
            double height = Math.min(bottom, box.bottom()) - Math.max(top, box.top());
            if (width > 0 && height > 0) {
                double common = width * height;
                double similarity = share * common / (area + box.area() - common);
                assignment.pair(place, 1 - (fuseScores ? similarity * detection.score() : similarity));
            }
        }
    }

    /** The first place in the order whose left edge is at least this. */
    private int firstFrom(double left, int count) {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (lefts[middle] < left) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
