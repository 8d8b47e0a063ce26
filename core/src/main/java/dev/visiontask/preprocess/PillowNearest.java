package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.image.Pixels;
import java.util.Arrays;

/**
 * Pillow's NEAREST: the sample at {@code (i + 0.5) * in / out}, truncated. Pillow gets there by adding the step again and
 * again (libImaging/Geometry.c, ImagingScaleAffine), so its rounding errors are reproduced by doing the same; a position
 * that they carry beyond the picture is black.
 */
final class PillowNearest implements Resampler {
    private final RowBand band = new RowBand();
    private int[] columns = new int[0];
    private int[] rows = new int[0];
    private byte[] samples = new byte[0];

    @Override
    public void resample(Pixels pixels, ImageSize resized, Placement place, RowSink sink) {
        int channels = pixels.format().channels();
        if (columns.length < place.width() || rows.length < place.height()) {
            columns = new int[place.width()];
            rows = new int[place.height()];
        }
        if (samples.length < place.width() * channels) {
            samples = new byte[place.width() * channels];
        }
        fill(columns, pixels.width(), resized.width(), place.firstColumn(), place.width());
        fill(rows, pixels.height(), resized.height(), place.firstRow(), place.height());
        band.start(pixels);
        for (int y = 0; y < place.height(); y++) {
            if (rows[y] < 0) {
                Arrays.fill(samples, (byte) 0);
            } else {
                pick(band.offset(pixels, rows[y], 1), channels, place.width());
            }
            sink.row(place.top() + y, samples, 0, channels, 1);
        }
    }

    private static void fill(int[] positions, int in, int out, int first, int count) {
        double step = (double) in / out;
        double position = step * 0.5;
        for (int i = 0; i < first + count; i++) {
            if (i >= first) {
                positions[i - first] = position < in ? (int) position : -1;
            }
            position += step;
        }
    }

    private void pick(int row, int channels, int width) {
        byte[] source = band.data();
        for (int x = 0; x < width; x++) {
            for (int c = 0; c < channels; c++) {
                samples[x * channels + c] = columns[x] < 0 ? 0 : source[row + columns[x] * channels + c];
            }
        }
    }

    @Override
    public void close() {
        // Heap memory only.
    }
}
