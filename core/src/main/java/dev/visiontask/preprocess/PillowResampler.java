package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.image.Pixels;

/**
 * Pillow's {@code Image.resize} on 8-bit pictures, bit for bit: a horizontal pass, rounded and clipped to 8 bits, then a
 * vertical one, both with 22-bit fixed-point weights. Only what the placement shows is computed.
 */
final class PillowResampler implements Resampler {
    private static final int BITS = PillowAxis.PRECISION_BITS;

    private final PillowAxisCache cache;
    private final PillowRows source = new PillowRows();
    private final TallPicture squeezed = new TallPicture();
    private int[] sums = new int[0];
    private byte[] samples = new byte[0];

    PillowResampler(PillowFilter filter) {
        cache = new PillowAxisCache(filter);
    }

    @Override
    public void resample(Pixels pixels, ImageSize resized, Placement place, RowSink sink) {
        PillowAxis columns = cache.axis(pixels.width(), resized.width(), place.firstColumn(), place.lastColumn());
        PillowAxis rows = cache.axis(pixels.height(), resized.height(), place.firstRow(), place.lastRow());
        if (pixels.height() > pixels.width() * 100L && resized.height() < pixels.height()) {
            resampleTall(pixels, columns, rows, place, sink);
        } else {
            resample(pixels, columns, rows, place.top(), sink);
        }
    }

    /** For very tall pictures Pillow takes the vertical pass first. */
    private void resampleTall(Pixels pixels, PillowAxis columns, PillowAxis rows, Placement place, RowSink sink) {
        int width = pixels.width();
        int height = rows.outputs();
        squeezed.start(width, height, pixels.format());
        try {
            resample(pixels, cache.axis(width, width, 0, width), rows, 0, squeezed);
            resample(squeezed, columns, cache.axis(height, height, 0, height), place.top(), sink);
        } finally {
            squeezed.close();
        }
    }

    private void resample(Pixels pixels, PillowAxis columns, PillowAxis rows, int top, RowSink sink) {
        int width = columns.outputs();
        int length = width * pixels.format().channels();
        if (sums.length < length) {
            sums = new int[length];
            samples = new byte[length];
        }
        source.start(pixels, columns, rows);
        for (int i = 0; i < rows.outputs(); i++) {
            source.advance(pixels, columns, rows.start(i) + rows.taps(i));
            resampleDown(rows, i, length);
            sink.row(top + i, samples, 0, 1, width);
        }
    }

    /** The vertical pass for one row: its loops are of a form that becomes vector instructions. */
    private void resampleDown(PillowAxis rows, int i, int length) {
        int[] weights = rows.weights();
        int w = i * rows.maxTaps();
        int y = rows.start(i);
        int taps = rows.taps(i);
        first(source.row(y), weights[w], length);
        int t = 1;
        for (; t + 1 < taps; t += 2) {
            addTwo(source.row(y + t), source.row(y + t + 1), weights[w + t], weights[w + t + 1], length);
        }
        if (t < taps) {
            addTwo(source.row(y + t), source.row(y + t), weights[w + t], 0, length);
        }
        round(length);
    }

    private void first(int[] row, int weight, int length) {
        int[] out = sums;
        for (int i = 0; i < length; i++) {
            out[i] = weight * row[i] + (1 << (BITS - 1));
        }
    }

    private void addTwo(int[] row, int[] below, int weight, int weightBelow, int length) {
        int[] out = sums;
        for (int i = 0; i < length; i++) {
            out[i] += weight * row[i] + weightBelow * below[i];
        }
    }

    private void round(int length) {
        int[] in = sums;
        byte[] out = samples;
        for (int i = 0; i < length; i++) {
            out[i] = (byte) PillowAxis.clip(in[i] >> BITS);
        }
    }

    @Override
    public void close() {
        // Heap memory only.
    }
}
