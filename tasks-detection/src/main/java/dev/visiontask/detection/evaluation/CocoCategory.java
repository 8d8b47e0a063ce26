package dev.visiontask.detection.evaluation;

import java.util.Arrays;

/** What is known of one class in all pictures: each result's score, rank in its picture and bits for each range of areas. */
final class CocoCategory {
    private final int[] objects = new int[CocoRules.AREAS];
    private final int[][] bits = new int[CocoRules.AREAS][64];
    private double[] scores = new double[64];
    private int[] ranks = new int[64];
    private int size;

    void clear() {
        size = 0;
        Arrays.fill(objects, 0);
    }

    void addObjects(int range, int count) {
        objects[range] += count;
    }

    /** Adds a result; answers its place. */
    int add(double score, int rank) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, size * 2);
            ranks = Arrays.copyOf(ranks, size * 2);
            for (int range = 0; range < CocoRules.AREAS; range++) {
                bits[range] = Arrays.copyOf(bits[range], size * 2);
            }
        }
        scores[size] = score;
        ranks[size] = rank;
        return size++;
    }

    void setBits(int range, int place, int word) {
        bits[range][place] = word;
    }

    /** How many objects count in a range of areas. */
    int objects(int range) {
        return objects[range];
    }

    int size() {
        return size;
    }

    double[] scores() {
        return scores;
    }

    int[] ranks() {
        return ranks;
    }

    int[] bits(int range) {
        return bits[range];
    }
}
