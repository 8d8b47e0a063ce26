package dev.visiontask.segmentation;

/**
 * Where the numbers of one place of the batch lie in an output tensor: class c of cell (x, y) is element
 * {@code start + c * channelStride + y * rowStride + x * columnStride}.
 */
record OutputGrid(int channels, int height, int width, int start, int channelStride, int rowStride, int columnStride) {
    /** Of {@code [N, channels, height, width]}. */
    static OutputGrid planes(int index, int channels, int height, int width) {
        int plane = Math.multiplyExact(height, width);
        int start = Math.multiplyExact(index, Math.multiplyExact(channels, plane));
        return new OutputGrid(channels, height, width, start, plane, width, 1);
    }

    /** Of {@code [N, height, width, channels]}. */
    static OutputGrid interleaved(int index, int channels, int height, int width) {
        int row = Math.multiplyExact(channels, width);
        int start = Math.multiplyExact(index, Math.multiplyExact(row, height));
        return new OutputGrid(channels, height, width, start, 1, row, channels);
    }

    int element(int channel, int x, int y) {
        return start + channel * channelStride + y * rowStride + x * columnStride;
    }
}
