package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.image.Pixels;

/** The slow twin of the whole way from pixels to numbers: one number at a time, from the definitions. */
final class PlainPreprocessor {
    private PlainPreprocessor() {}

    /** The picture's part of the tensor: {@code [channel][row][column]}, as samples before normalisation. */
    static int[][][] samples(PreprocessSpec spec, Pixels pixels, Geometry geometry) {
        int channels = spec.color().channels();
        int[][][] result = new int[channels][][];
        for (int c = 0; c < channels; c++) {
            int[][] resized = channel(spec.color(), c, pixels);
            ImageSize size = geometry.resized();
            if (resized.length != size.height() || resized[0].length != size.width()) {
                resized = PlainResampler.resample(resized, spec.interpolation(), size.width(), size.height());
            }
            result[c] = place(resized, geometry, (int) spec.resize().padSample());
        }
        return result;
    }

    private static int[][] channel(PixelFormat color, int channel, Pixels pixels) {
        int[][] samples = new int[pixels.height()][pixels.width()];
        for (int y = 0; y < samples.length; y++) {
            for (int x = 0; x < samples[0].length; x++) {
                int r = sample(pixels, x, y, 'r');
                int g = sample(pixels, x, y, 'g');
                int b = sample(pixels, x, y, 'b');
                samples[y][x] = switch (color) {
                    case RGB -> new int[] {r, g, b}[channel];
                    case BGR -> new int[] {b, g, r}[channel];
                    case GRAY -> (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;
                };
            }
        }
        return samples;
    }

    private static int sample(Pixels pixels, int x, int y, char channel) {
        int index =
                switch (pixels.format()) {
                    case RGB -> "rgb".indexOf(channel);
                    case BGR -> "bgr".indexOf(channel);
                    case GRAY -> 0;
                };
        return pixels.data().get(y * pixels.rowStride() + x * pixels.format().channels() + index) & 0xff;
    }

    private static int[][] place(int[][] resized, Geometry geometry, int padding) {
        int[][] placed = new int[geometry.target().height()][geometry.target().width()];
        for (int y = 0; y < placed.length; y++) {
            for (int x = 0; x < placed[0].length; x++) {
                int sy = y - geometry.offsetY();
                int sx = x - geometry.offsetX();
                boolean inside = sy >= 0 && sy < resized.length && sx >= 0 && sx < resized[0].length;
                placed[y][x] = inside ? resized[sy][sx] : padding;
            }
        }
        return placed;
    }
}
