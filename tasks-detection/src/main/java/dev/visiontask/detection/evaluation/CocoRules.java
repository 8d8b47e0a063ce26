package dev.visiontask.detection.evaluation;

/** The numbers that COCO's figures are taken at. */
final class CocoRules {
    /** How many thresholds of the overlap there are. */
    static final int THRESHOLDS = 10;

    /** The place of 0.50 among the thresholds. */
    static final int AT_50 = 0;

    /** The place of 0.75 among the thresholds. */
    static final int AT_75 = 5;

    /** How many results of a picture and class count at most. */
    static final int MOST_RESULTS = 100;

    /** How many points of recall precision is taken at. */
    static final int RECALL_POINTS = 101;

    /** How many ranges of area there are. */
    static final int AREAS = 4;

    static final int ALL = 0;
    static final int SMALL = 1;
    static final int MEDIUM = 2;
    static final int LARGE = 3;

    private static final double SMALL_LIMIT = 32 * 32;
    private static final double MEDIUM_LIMIT = 96 * 96;
    private static final double LARGE_LIMIT = 1e5 * 1e5;
    private static final double[] SMALLEST = {0, 0, SMALL_LIMIT, MEDIUM_LIMIT};
    private static final double[] LARGEST = {LARGE_LIMIT, SMALL_LIMIT, MEDIUM_LIMIT, LARGE_LIMIT};

    private CocoRules() {}

    /** 0.50, 0.55, ... 0.95 with the rounding of NumPy's {@code linspace}, which decides where overlaps are equal. */
    static double[] thresholds() {
        double step = (0.95 - 0.5) / (THRESHOLDS - 1);
        double[] thresholds = new double[THRESHOLDS];
        for (int i = 0; i < THRESHOLDS; i++) {
            thresholds[i] = i * step + 0.5;
        }
        thresholds[THRESHOLDS - 1] = 0.95;
        return thresholds;
    }

    /** Whether an area lies out of a range; both ends belong to it, so that one area may be of two ranges. */
    static boolean outOf(int range, double area) {
        return area < SMALLEST[range] || area > LARGEST[range];
    }
}
