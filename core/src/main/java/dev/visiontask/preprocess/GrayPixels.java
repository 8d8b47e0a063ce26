package dev.visiontask.preprocess;

import dev.visiontask.PixelFormat;
import dev.visiontask.image.Pixels;
import java.nio.ByteBuffer;

/**
 * The luminance of a colour picture by the ITU-R 601 weights in Pillow's fixed-point form,
 * {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}. Memory is reused from picture to picture.
 */
final class GrayPixels implements Pixels {
    private final RowBand band = new RowBand();
    private ByteBuffer data = ByteBuffer.allocateDirect(0);
    private byte[] line = new byte[0];
    private int width;
    private int height;

    /** Becomes the luminance of {@code color}. */
    GrayPixels of(Pixels color) {
        width = color.width();
        height = color.height();
        int bytes = Math.multiplyExact(width, height);
        if (data.capacity() < bytes) {
            data = ByteBuffer.allocateDirect(bytes);
        }
        if (line.length < width) {
            line = new byte[width];
        }
        int red = color.format() == PixelFormat.RGB ? 0 : 2;
        band.start(color);
        for (int y = 0; y < height; y++) {
            convert(band.offset(color, y, 1), red);
            data.put(y * width, line, 0, width);
        }
        return this;
    }

    private void convert(int from, int red) {
        byte[] samples = band.data();
        for (int x = 0; x < width; x++) {
            int i = from + 3 * x;
            int r = samples[i + red] & 0xff;
            int g = samples[i + 1] & 0xff;
            int b = samples[i + 2 - red] & 0xff;
            line[x] = (byte) ((r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16);
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public PixelFormat format() {
        return PixelFormat.GRAY;
    }

    @Override
    public int rowStride() {
        return width;
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    @Override
    public void close() {
        // Heap and direct memory only; the garbage collector takes it.
    }
}
