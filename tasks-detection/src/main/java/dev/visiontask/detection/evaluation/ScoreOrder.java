package dev.visiontask.detection.evaluation;

import java.util.Arrays;

/**
 * Sorts positions by score, the highest first, without an object for each. Equal scores keep their order: the figures
 * depend on it.
 */
final class ScoreOrder {
    private static final int SHORT = 12;

    private int[] scratch = new int[64];

    /** Sorts part of {@code order} by the scores at the positions that it holds. */
    void sort(int[] order, int from, int to, double[] scores) {
        if (scratch.length < to - from) {
            scratch = new int[Math.max(to - from, scratch.length * 2)];
        }
        mergeSort(order, from, to, scores);
    }

    /** All positions, sorted. */
    int[] of(double[] scores, int count) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        sort(order, 0, count, scores);
        return order;
    }

    private void mergeSort(int[] order, int from, int to, double[] scores) {
        if (to - from <= SHORT) {
            insertionSort(order, from, to, scores);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(order, from, middle, scores);
        mergeSort(order, middle, to, scores);
        if (scores[order[middle - 1]] >= scores[order[middle]]) {
            return;
        }
        int left = middle - from;
        System.arraycopy(order, from, scratch, 0, left);
        int a = 0;
        int b = middle;
        for (int i = from; a < left; i++) {
            boolean second = b < to && scores[order[b]] > scores[scratch[a]];
            order[i] = second ? order[b++] : scratch[a++];
        }
    }

    private static void insertionSort(int[] order, int from, int to, double[] scores) {
        for (int i = from + 1; i < to; i++) {
            int moved = order[i];
            int at = i;
            while (at > from && scores[order[at - 1]] < scores[moved]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moved;
        }
    }
}
