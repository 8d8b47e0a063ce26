package dev.visiontask.preprocess;

import dev.visiontask.PixelFormat;
import dev.visiontask.image.Pixels;
import java.nio.ByteBuffer;

/** A picture between two passes, kept as 8-bit samples. */
final class TallPicture implements Pixels, RowSink {
    private static final int KEPT = 8 << 20;

    private PixelFormat format = PixelFormat.BGR;
    private byte[] samples = new byte[0];
    private int width;
    private int height;

    void start(int width, int height, PixelFormat format) {
        this.width = width;
        this.height = height;
        this.format = format;
        int bytes = Math.multiplyExact(Math.multiplyExact(width, height), format.channels());
        if (samples.length < bytes) {
            samples = new byte[bytes];
        }
    }

    @Override
    public void row(int y, byte[] row, int from, int pixelStep, int channelStep) {
        int channels = format.channels();
        for (int x = 0; x < width; x++) {
            for (int c = 0; c < channels; c++) {
                samples[(y * width + x) * channels + c] = row[from + x * pixelStep + c * channelStep];
            }
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
        return format;
    }

    @Override
    public int rowStride() {
        return width * format.channels();
    }

    @Override
    public ByteBuffer data() {
        return ByteBuffer.wrap(samples);
    }

    /** Ends the use of the samples; lets go of unusually many. */
    @Override
    public void close() {
        if (samples.length > KEPT) {
            samples = new byte[0];
        }
    }
}
