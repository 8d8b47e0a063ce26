package dev.visiontask.mask;

/** Tells which pixels belong to something. */
@FunctionalInterface
public interface PixelTest {
    /**
     * Whether a pixel belongs to it.
     *
     * @param x the column, from 0
     * @param y the row, from 0
     */
    boolean test(int x, int y);
}
