package dev.visiontask.detection;

/**
 * How a grid of numbers lies over the picture along one axis. Pixel {@code p} has its centre at
 * {@code (p + 0.5) * step + origin} on the grid, where cell 0 covers 0 to 1.
 *
 * @param step cells a pixel
 * @param origin where the picture begins on the grid
 * @param first the first cell that counts; what lies before it takes its number
 * @param last the last cell that counts
 */
record CellAxis(double step, double origin, int first, int last) {
    /**
     * Of a grid that covers the model's input. Only the cells that the picture touches count, so that the padding does
     * not reach into it.
     *
     * @param source the picture's edge
     * @param resized the edge of what was put into the input
     * @param offset where that begins in the input
     * @param target the input's edge
     */
    static CellAxis ofInput(int source, int resized, int offset, int target, int cells) {
        double scale = (double) cells / target;
        long start = (long) Math.max(0, offset) * cells;
        long end = (long) Math.min(target, offset + resized) * cells;
        int first = (int) (start / target);
        int last = (int) ((end + target - 1) / target) - 1;
        return new CellAxis(scale * resized / source, offset * scale, first, Math.max(first, last));
    }

    /** Of a grid that covers a box of the picture, with one cell more on each side. */
    static CellAxis ofBox(double start, double end, int cells) {
        double step = cells / (end - start);
        return new CellAxis(step, -start * step, -1, cells);
    }

    /** Where the centre of a pixel lies among the centres of cells. */
    double position(int pixel) {
        return Math.max(first, Math.min(last, (pixel + 0.5) * step + origin - 0.5));
    }
}
