package dev.visiontask.preprocess;

/** Takes resampled rows, top row first. */
interface RowSink {
    /**
     * One row. The array is the caller's and is overwritten afterwards.
     *
     * @param y the row's place in the sink
     * @param samples 8-bit samples of at least the columns wanted
     * @param from where the first sample of the first channel is
     * @param pixelStep from one pixel to the next
     * @param channelStep from one channel of a pixel to the next
     */
    void row(int y, byte[] samples, int from, int pixelStep, int channelStep);
}
