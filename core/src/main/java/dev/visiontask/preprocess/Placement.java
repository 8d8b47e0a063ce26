package dev.visiontask.preprocess;

/**
 * The part of the target that the resampled picture covers: columns {@code left} to {@code right} and rows {@code top}
 * to {@code bottom}, ends exclusive; the rest is padding. Column {@code x} of the target is column
 * {@code x - offsetX} of the resampled picture.
 */
record Placement(int left, int top, int right, int bottom, int offsetX, int offsetY) {
    static Placement of(Geometry geometry) {
        int left = clamp(geometry.offsetX(), geometry.target().width());
        int top = clamp(geometry.offsetY(), geometry.target().height());
        int right = clamp(
                (long) geometry.offsetX() + geometry.resized().width(),
                geometry.target().width());
        int bottom = clamp(
                (long) geometry.offsetY() + geometry.resized().height(),
                geometry.target().height());
        if (left == right || top == bottom) {
            right = left;
            bottom = top;
        }
        return new Placement(left, top, right, bottom, geometry.offsetX(), geometry.offsetY());
    }

    private static int clamp(long position, int size) {
        return (int) Math.max(0, Math.min(position, size));
    }

    boolean isEmpty() {
        return width() == 0 || height() == 0;
    }

    int width() {
        return Math.max(0, right - left);
    }

    int height() {
        return Math.max(0, bottom - top);
    }

    /** The first wanted column of the resampled picture. */
    int firstColumn() {
        return left - offsetX;
    }

    /** The column of the resampled picture after the last wanted one. */
    int lastColumn() {
        return right - offsetX;
    }

    /** The first wanted row of the resampled picture. */
    int firstRow() {
        return top - offsetY;
    }

    /** The row of the resampled picture after the last wanted one. */
    int lastRow() {
        return bottom - offsetY;
    }
}
