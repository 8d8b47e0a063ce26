package dev.visiontask;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A picture that is decoded already: 8-bit samples, interleaved, top row first, upright. */
public final class RawFrame implements ImageSource {
    private final ByteBuffer data;
    private final ImageSize size;
    private final int rowStride;
    private final PixelFormat format;
    private final String name;

    RawFrame(ByteBuffer data, ImageSize size, int rowStride, PixelFormat format) {
        this(data.slice().asReadOnlyBuffer(), size, rowStride, format, "frame[" + size + " " + format + "]");
        long row = (long) size.width() * format.channels();
        if (rowStride < row) {
            throw new IllegalArgumentException("Expected a row stride of at least " + row + " bytes for " + size + " "
                    + format + ", found: " + rowStride);
        }
        long needed = (long) rowStride * (size.height() - 1) + row;
        if (data.remaining() < needed) {
            throw new IllegalArgumentException("Expected at least " + needed + " bytes for " + size + " " + format
                    + " with a row stride of " + rowStride + ", found: " + data.remaining());
        }
    }

    private RawFrame(ByteBuffer data, ImageSize size, int rowStride, PixelFormat format, String name) {
        this.data = data;
        this.size = size;
        this.rowStride = rowStride;
        this.format = format;
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The samples, as a read-only view; row {@code y} starts at {@code y * rowStride()}. */
    public ByteBuffer data() {
        return data.duplicate();
    }

    /** Width and height in pixels. */
    public ImageSize size() {
        return size;
    }

    /** Bytes from the start of one row to the start of the next. */
    public int rowStride() {
        return rowStride;
    }

    /** Channels and their order. */
    public PixelFormat format() {
        return format;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RawFrame named(String name) {
        return new RawFrame(data, size, rowStride, format, name);
    }

    @Override
    public String toString() {
        return name;
    }
}
