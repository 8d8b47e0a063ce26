package dev.visiontask.draw;

/** The class of each pixel of a picture. */
@FunctionalInterface
public interface PixelClasses {
    /** Stands for a pixel without a class. */
    int NONE = -1;

    /**
     * The class of a pixel, or {@link #NONE}.
     *
     * @param x the column, from 0
     * @param y the row, from 0
     */
    int at(int x, int y);
}
