package dev.visiontask.segmentation;

/** Decides on the channel of each pixel of a row of the picture. One thread at a time. */
interface RowClassifier {
    /**
     * Begins a row of the picture, which lies between two rows of the output.
     *
     * @param upper the scores of the row above, in the order of {@link ScoreRows}
     * @param lower the scores of the row below
     * @param fraction how far the row is from the upper to the lower one, 0 to 1
     */
    void begin(float[] upper, float[] lower, float fraction);

    /**
     * The channel of a pixel of this row.
     *
     * @param cell the cell to the left of it
     * @param fraction how far the pixel is from that cell to the next, 0 to 1
     */
    int channel(int cell, float fraction);
}
