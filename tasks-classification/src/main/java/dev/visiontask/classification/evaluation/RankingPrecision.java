package dev.visiontask.classification.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Average precision of a ranking: how well a score puts what is wanted before what is not. */
public final class RankingPrecision {
    private RankingPrecision() {}

    /**
     * The mean, over what is wanted, of the precision at its place when all is sorted by score, the highest first; equal
     * scores in the order given. Not interpolated.
     *
     * @param scores one for each item
     * @param wanted whether each item is wanted
     * @return 0 to 1; NaN if nothing is wanted
     * @throws IllegalArgumentException if the lengths differ or a score is NaN
     */
    public static double of(float[] scores, boolean[] wanted) {
        if (scores.length != wanted.length) {
            throw new IllegalArgumentException("Expected " + scores.length + " flags, found: " + wanted.length);
        }
        for (float score : scores) {
            if (Float.isNaN(score)) {
                throw new IllegalArgumentException("Expected scores that are numbers, found NaN");
            }
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int hits = 0;
        double sum = 0;
        for (int place = 0; place < order.length; place++) {
            if (wanted[order[place]]) {
                hits++;
                sum += (double) hits / (place + 1);
            }
        }
        return hits == 0 ? Double.NaN : sum / hits;
    }
}
