package dev.visiontask.image;

import dev.visiontask.ImageSize;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * 8-bit BGR samples in memory outside the Java heap, as native code reads them.
 *
 * @param data a direct buffer with the samples from index 0 on, and at least {@value #SPARE} bytes after the last row, since
 *     native converters read in blocks
 * @param rowStride bytes from the start of one row to the start of the next
 * @param size width and height in pixels
 */
public record BgrSamples(ByteBuffer data, int rowStride, ImageSize size) {
    /** Bytes behind the last row that may be read, but mean nothing. */
    public static final int SPARE = 64;

    /** Checks that the samples are there. */
    public BgrSamples {
        Objects.requireNonNull(size, "size");
        if (!isEnough(data, rowStride, size)) {
            throw new IllegalArgumentException(
                    "Expected a direct buffer for " + size + " with a row stride of " + rowStride + ", found: " + data);
        }
    }

    static boolean isEnough(ByteBuffer data, int rowStride, ImageSize size) {
        long needed = (long) rowStride * size.height() + SPARE;
        return data.isDirect() && rowStride >= 3L * size.width() && data.capacity() >= needed;
    }
}
