package dev.visiontask.detection.evaluation;

/**
 * Precision and recall of one class, one range of areas and one threshold, going down the scores, as
 * {@code COCOeval.accumulate} takes them.
 */
final class CocoCurve {
    /** Keeps the first quotient from being 0 / 0; the distance of 1 to the next larger double. */
    private static final double TINY = Math.ulp(1.0);

    private double[] precision = new double[64];
    private int[] right = new int[64];

    /** The mean precision at the 101 points of recall. */
    double averagePrecision(CocoCategory category, int[] order, int range, int threshold) {
        int count = walk(category, order, range, threshold);
        for (int i = count - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double objects = category.objects(range);
        double sum = 0;
        int at = 0;
        for (int point = 0; point < CocoRules.RECALL_POINTS; point++) {
            double recall = point * 0.01;
            while (at < count && right[at] / objects < recall) {
                at++;
            }
            if (at == count) {
                break;
            }
            sum += precision[at];
        }
        return sum / CocoRules.RECALL_POINTS;
    }

    /** Notes precision and hits after each result that counts; answers how many there are. */
    private int walk(CocoCategory category, int[] order, int range, int threshold) {
        if (precision.length < order.length) {
            precision = new double[order.length];
            right = new int[order.length];
        }
        int[] bits = category.bits(range);
        int hits = 0;
        int count = 0;
        for (int place : order) {
            int word = bits[place] >> threshold;
            if ((word >> CocoRules.THRESHOLDS & 1) == 0) {
                hits += word & 1;
                right[count] = hits;
                precision[count] = hits / (count + 1 + TINY);
                count++;
            }
        }
        return count;
    }

    /** The share of the objects that is found by the first results of each picture. */
    static double recall(CocoCategory category, int range, int threshold, int mostResults) {
        int[] bits = category.bits(range);
        int[] ranks = category.ranks();
        int hits = 0;
        for (int place = 0; place < category.size(); place++) {
            int word = bits[place] >> threshold;
            if (ranks[place] < mostResults && (word >> CocoRules.THRESHOLDS & 1) == 0) {
                hits += word & 1;
            }
        }
        return (double) hits / category.objects(range);
    }
}
