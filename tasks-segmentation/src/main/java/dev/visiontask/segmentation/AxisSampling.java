package dev.visiontask.segmentation;

/**
 * Where the pixels of one axis of the picture lie among the cells of the model's output, through the geometry of the
 * input: position {@code (x + 0.5) * resized / source + offset} of the input, from there in proportion to the output.
 * Padding is left out: positions are clamped to the cells that the picture touches.
 */
final class AxisSampling {
    private final int from;
    private final int to;
    private final int lowest;
    private final int highest;
    private final int[] first;
    private final float[] fraction;
    private final int[] nearest;

    private AxisSampling(Axis axis) {
        this.lowest = axis.lowest();
        this.highest = axis.highest();
        this.first = new int[axis.source()];
        this.fraction = new float[axis.source()];
        this.nearest = new int[axis.source()];
        int begin = axis.source();
        int end = 0;
        for (int x = 0; x < axis.source(); x++) {
            if (axis.sees(x)) {
                begin = Math.min(begin, x);
                end = x + 1;
            }
            place(x, axis.cell(x));
        }
        this.from = Math.min(begin, end);
        this.to = end;
    }

    /** Pixel x, whose centre lies at this position among the cells, in cell edges. */
    private void place(int x, double position) {
        double center = Math.max(lowest, Math.min(highest, position - 0.5));
        // The last cell is reached as the second of its pair, so that there always is a second.
        first[x] = Math.max(lowest, Math.min((int) Math.floor(center), highest - 1));
        fraction[x] = (float) (center - first[x]);
        nearest[x] = Math.max(lowest, Math.min(highest, (int) Math.floor(position)));
    }

    /**
     * One axis of a geometry.
     *
     * @param source pixels of the picture
     * @param resized pixels after resampling
     * @param offset where those start in the input
     * @param target pixels of the input
     * @param cells of the output
     */
    record Axis(int source, int resized, int offset, int target, int cells) {
        /** The position of the centre of a pixel among the cells; exact, so that ties fall as they do in Python. */
        double cell(int x) {
            return ((x + 0.5) * resized + (double) offset * source) * cells / ((double) source * target);
        }

        /** Whether the centre of a pixel is part of the input, not cut off. */
        boolean sees(int x) {
            double cell = cell(x);
            return cell >= 0 && cell < cells;
        }

        int lowest() {
            long start = Math.max(0, offset);
            return (int) Math.min(start * cells / target, cells - 1);
        }

        int highest() {
            long end = Math.min(target, (long) offset + resized);
            return (int) Math.max(lowest(), (end * cells + target - 1) / target - 1);
        }
    }

    static AxisSampling of(Axis axis) {
        return new AxisSampling(axis);
    }

    /** The first pixel that the model saw. */
    int from() {
        return from;
    }

    /** The pixel after the last one that the model saw. */
    int to() {
        return to;
    }

    /** The first cell that the picture touches. */
    int lowest() {
        return lowest;
    }

    /** The last cell that the picture touches. */
    int highest() {
        return highest;
    }

    /** The cell left of or above the centre of a pixel. */
    int first(int x) {
        return first[x];
    }

    /** The cell after it; the same one only if there is one in all. */
    int second(int x) {
        return Math.min(first[x] + 1, highest);
    }

    /** How far the centre of a pixel is from the first cell to the second, 0 to 1. */
    float fraction(int x) {
        return fraction[x];
    }

    /** The cell that the centre of a pixel lies in. */
    int nearest(int x) {
        return nearest[x];
    }
}
