package dev.visiontask.activity;

import java.util.List;

/** What is known of a clip while it is answered, with the numbers of the views so far. Used by one call. */
final class ClipContext {
    private final String name;
    private final List<List<Long>> passes;
    private double[] sums = new double[0];
    private int views;

    ClipContext(String name, List<List<Long>> passes) {
        this.name = name;
        this.passes = passes;
    }

    String name() {
        return name;
    }

    List<List<Long>> passes() {
        return passes;
    }

    /** Adds the numbers of one more view. */
    void add(float[] values) {
        if (views++ == 0) {
            sums = new double[values.length];
        }
        for (int i = 0; i < values.length; i++) {
            sums[i] += values[i];
        }
    }

    /** The mean of the views. */
    float[] mean() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / views);
        }
        return mean;
    }
}
