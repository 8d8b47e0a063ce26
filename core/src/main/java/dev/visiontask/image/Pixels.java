package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;

/**
 * A decoded picture in memory: 8-bit samples, interleaved, top row first. The one who got it closes it; closing twice is
 * harmless. Used by one thread at a time.
 */
public interface Pixels extends AutoCloseable {
    /** Columns. */
    int width();

    /** Rows. */
    int height();

    /** Channels and their order. */
    PixelFormat format();

    /** Bytes from the start of one row to the start of the next; at least width times channels. */
    int rowStride();

    /** The samples, as a view valid until {@link #close()}; row {@code y} starts at {@code y * rowStride()}. */
    ByteBuffer data();

    @Override
    void close();
}
