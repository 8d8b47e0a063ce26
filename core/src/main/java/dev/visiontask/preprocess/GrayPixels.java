package dev.visiontask.preprocess;

import dev.visiontask.PixelFormat;
import dev.visiontask.image.MatMemory;
import dev.visiontask.image.MatPixels;
import dev.visiontask.image.OpenCvLibrary;
import dev.visiontask.image.Pixels;
import org.opencv.core.Mat;

/**
 * Makes the luminance of colour images by the ITU-R 601 weights in Pillow's fixed-point form,
 * {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}. Memory is reused from image to image.
 */
final class GrayPixels implements AutoCloseable {
    private final RowBand band = new RowBand();
    private final MatMemory memory = new MatMemory();
    private final int[] place = new int[2];
    private byte[] line = new byte[0];

    /** The luminance of {@code color}; closed by the caller before the next one is made. */
    Pixels of(Pixels color) {
        OpenCvLibrary.load();
        int width = color.width();
        int height = color.height();
        Mat mat = memory.take(height, width, 1);
        boolean isDone = false;
        try {
            fill(color, mat);
            Pixels pixels = new MatPixels(mat, PixelFormat.GRAY);
            isDone = true;
            return pixels;
        } finally {
            if (!isDone) {
                mat.release();
            }
        }
    }

    private void fill(Pixels color, Mat mat) {
        int width = color.width();
        if (line.length < width) {
            line = new byte[width];
        }
        int red = color.format() == PixelFormat.RGB ? 0 : 2;
        band.start(color);
        for (int y = 0; y < color.height(); y++) {
            convert(band.offset(color, y, 1), red, width);
            place[0] = y;
            mat.put(place, line, 0, width);
        }
    }

    private void convert(int from, int red, int width) {
        byte[] samples = band.data();
        for (int x = 0; x < width; x++) {
            int i = from + 3 * x;
            int r = samples[i + red] & 0xff;
            int g = samples[i + 1] & 0xff;
            int b = samples[i + 2 - red] & 0xff;
            line[x] = (byte) ((r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16);
        }
    }

    long nativeBytes() {
        return memory.bytes();
    }

    @Override
    public void close() {
        memory.close();
    }
}
