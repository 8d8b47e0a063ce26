package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;

/**
 * Writes rows of samples into one picture of a batch: channel order, normalisation, layout. A row is put together in a
 * small line, whose padding is laid out once a picture, and copied to the tensor in one piece. The subclasses know the
 * element type.
 */
abstract class TensorPacker implements RowSink {
    private final PixelFormat color;
    private final boolean planar;
    private final int channels;

    private PixelFormat source = PixelFormat.BGR;
    private int width;
    private int height;
    private int left;
    private int count;
    private int base;

    TensorPacker(PreprocessSpec spec) {
        color = spec.color();
        planar = spec.layout() == TensorLayout.NCHW;
        channels = color.channels();
    }

    static TensorPacker of(PreprocessSpec spec) {
        return spec.type() == DataType.FLOAT32 ? new FloatPacker(spec) : new BytePacker(spec);
    }

    /** Takes the tensor, and gets a line of at least {@code length} elements ready. */
    abstract void open(Tensor tensor, int length);

    /** Sets every element of {@code channel} in the line, {@code count} of them, to padding. */
    abstract void pad(int to, int count, int channel);

    /** Converts {@code count} samples, {@code step} apart, into the elements of {@code channel} from {@code to} on. */
    abstract void convert(byte[] samples, int from, int step, int to, int count, int channel);

    /** Copies {@code length} elements of the line to the tensor. */
    abstract void flush(int from, int length, int index);

    /**
     * Starts picture {@code batchIndex} and writes the rows that are nothing but padding.
     *
     * @param format the channels of the rows that follow
     */
    void begin(Tensor tensor, int batchIndex, Geometry geometry, PixelFormat format) {
        ImageSize size = geometry.target();
        Placement place = Placement.of(geometry);
        source = format;
        width = size.width();
        height = size.height();
        left = place.left();
        count = place.width();
        base = batchIndex * channels * width * height;
        open(tensor, width * channels);
        if (count < width || place.height() < height) {
            writePadding(place);
        }
    }

    private void writePadding(Placement place) {
        for (int c = 0; c < channels; c++) {
            pad(element(0, c), width, c);
        }
        for (int y = 0; y < place.top(); y++) {
            flushRow(y);
        }
        for (int y = place.bottom(); y < height; y++) {
            flushRow(y);
        }
    }

    /** Packs one row of the target, at the columns that the picture covers. */
    @Override
    public void row(int y, byte[] samples, int from, int pixelStep, int channelStep) {
        for (int c = 0; c < channels; c++) {
            int start = from + sourceChannel(c) * channelStep;
            convert(samples, start, pixelStep, element(left, c), count, c);
        }
        flushRow(y);
    }

    private int sourceChannel(int channel) {
        if (source == PixelFormat.GRAY) {
            return 0;
        }
        return source == color ? channel : 2 - channel;
    }

    /** Where column {@code x} of a channel is in the line. */
    private int element(int x, int channel) {
        return planar ? channel * width + x : x * channels + channel;
    }

    private void flushRow(int y) {
        if (!planar) {
            flush(0, width * channels, base + y * width * channels);
            return;
        }
        for (int c = 0; c < channels; c++) {
            flush(c * width, width, base + (c * height + y) * width);
        }
    }

    /** From one element of a channel to the next in the line. */
    int lineStep() {
        return planar ? 1 : channels;
    }
}
