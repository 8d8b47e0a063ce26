package dev.visiontask.preprocess;

/** The weights of the last few sizes. A miss computes into the arrays of the axis that was not used for longest. */
final class PillowAxisCache {
    private static final int SIZE = 8;

    private final PillowFilter filter;
    private final PillowAxis[] axes = new PillowAxis[SIZE];

    PillowAxisCache(PillowFilter filter) {
        this.filter = filter;
        for (int i = 0; i < SIZE; i++) {
            axes[i] = new PillowAxis();
        }
    }

    /** The weights from {@code in} to {@code out} samples, for outputs {@code from} to {@code to} exclusive. */
    PillowAxis axis(int in, int out, int from, int to) {
        int i = 0;
        while (i < SIZE - 1 && !axes[i].is(in, out, from, to)) {
            i++;
        }
        PillowAxis axis = axes[i];
        System.arraycopy(axes, 0, axes, 1, i);
        axes[0] = axis;
        if (!axis.is(in, out, from, to)) {
            axis.compute(filter, in, out, from, to);
        }
        return axis;
    }
}
