package dev.visiontask.detection.evaluation;

import java.util.Arrays;

/**
 * Matches the found objects of one class in one picture to the true ones as {@code COCOeval.evaluateImg} does: the best
 * score first, each taking the free object that it overlaps most, real objects before those that are not counted. A
 * crowd can be taken again and again.
 *
 * <p>The answer for a found object is a word of bits for each range of areas: bit t says that it was matched at
 * threshold t, bit {@code THRESHOLDS + t} that it is not counted there.
 */
final class CocoMatcher {
    private static final int ALL_BITS = (1 << CocoRules.THRESHOLDS) - 1;
    private static final double ALMOST_ONE = 1 - 1e-10;

    private final double[] thresholds = CocoRules.thresholds();
    private final Overlaps overlaps;
    private final double[] areas;
    private final boolean[] crowds;
    private final boolean[] neverCounted;
    private int[] results = new int[0];
    private int[] objects = new int[0];
    private int objectCount;
    private double[] matrix = new double[256];
    private int[] order = new int[16];
    private int[] taken = new int[16];
    private boolean[] ignored = new boolean[16];
    private int counted;

    CocoMatcher(EvaluationSet set, Overlaps overlaps) {
        this.overlaps = overlaps;
        int count = set.objects().size();
        areas = new double[count];
        crowds = new boolean[count];
        neverCounted = new boolean[count];
        for (int i = 0; i < count; i++) {
            TrueObject object = set.objects().get(i);
            areas[i] = object.area();
            crowds[i] = object.kind() == TrueObject.Kind.CROWD;
            neverCounted[i] = object.kind() != TrueObject.Kind.OBJECT;
        }
        for (int t = 0; t < thresholds.length; t++) {
            thresholds[t] = Math.min(thresholds[t], ALMOST_ONE);
        }
    }

    /**
     * Takes the next picture.
     *
     * @param foundPositions the positions of the results, the best score first; not changed before the next picture
     * @param truePositions the positions of the objects, likewise
     */
    void compare(int[] foundPositions, int resultCount, int[] truePositions, int trueCount) {
        results = foundPositions;
        objects = truePositions;
        objectCount = trueCount;
        if (matrix.length < resultCount * objectCount) {
            matrix = new double[resultCount * objectCount * 2];
        }
        if (order.length < objectCount) {
            order = new int[objectCount * 2];
            taken = new int[objectCount * 2];
            ignored = new boolean[objectCount * 2];
        }
        int at = 0;
        for (int d = 0; d < resultCount; d++) {
            for (int g = 0; g < objectCount; g++) {
                matrix[at++] = overlaps.overlap(results[d], objects[g], crowds[objects[g]]);
            }
        }
    }

    /** Says which of the objects count in a range of areas, and answers how many. */
    int count(int range) {
        counted = 0;
        for (int g = 0; g < objectCount; g++) {
            ignored[g] = neverCounted[objects[g]] || CocoRules.outOf(range, areas[objects[g]]);
            if (!ignored[g]) {
                order[counted++] = g;
            }
        }
        int last = counted;
        for (int g = 0; g < objectCount; g++) {
            if (ignored[g]) {
                order[last++] = g;
            }
        }
        Arrays.fill(taken, 0, objectCount, 0);
        return counted;
    }

    /** The bits of the result at place {@code d} in the range that was counted last; to be called for each in turn. */
    int match(int d, int range) {
        int matched = 0;
        int notCounted = 0;
        double most = most(d);
        for (int t = 0; t < CocoRules.THRESHOLDS && thresholds[t] <= most; t++) {
            int best = best(d, t);
            if (best < 0) {
                continue;
            }
            int g = order[best];
            matched |= 1 << t;
            taken[g] |= 1 << t;
            if (best >= counted) {
                notCounted |= 1 << t;
            }
        }
        if (CocoRules.outOf(range, overlaps.area(results[d]))) {
            notCounted |= ALL_BITS & ~matched;
        }
        return matched | notCounted << CocoRules.THRESHOLDS;
    }

    private double most(int d) {
        double most = 0;
        for (int i = d * objectCount; i < (d + 1) * objectCount; i++) {
            most = Math.max(most, matrix[i]);
        }
        return most;
    }

    /** The place in the order of the object that a result takes, or -1. Among equal overlaps the last one is taken. */
    private int best(int d, int t) {
        double overlap = thresholds[t];
        int best = -1;
        for (int i = 0; i < objectCount; i++) {
            if (i == counted && best >= 0) {
                return best;
            }
            int g = order[i];
            double candidate = matrix[d * objectCount + g];
            if (candidate >= overlap && ((taken[g] >> t & 1) == 0 || crowds[objects[g]])) {
                overlap = candidate;
                best = i;
            }
        }
        return best;
    }
}
