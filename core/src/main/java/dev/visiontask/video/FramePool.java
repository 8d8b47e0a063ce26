package dev.visiontask.video;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Pieces of memory for pixels, used again and again. A few free ones are kept; more come and go with the frames in use.
 */
final class FramePool {
    /**
     * Native converters work in blocks of pixels, and leave the last columns black where a row has no room for a whole
     * block. Rows start at multiples of as many bytes, too.
     */
    private static final int ALIGNMENT = 64;

    private static final int KEPT = 8;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private boolean closed;

    /** Bytes from row to row for BGR pixels of this width. */
    static int rowStride(int width) {
        int blocks = Math.addExact(width, ALIGNMENT - 1) / ALIGNMENT;
        return Math.multiplyExact(blocks, 3 * ALIGNMENT);
    }

    /** Direct memory for so many rows; give it back by {@link #release}. */
    ByteBuffer acquire(int rowStride, int rows) {
        int bytes = Math.addExact(Math.multiplyExact(rowStride, rows), ALIGNMENT);
        synchronized (this) {
            for (Iterator<ByteBuffer> each = free.iterator(); each.hasNext(); ) {
                ByteBuffer buffer = each.next();
                if (buffer.capacity() == bytes) {
                    each.remove();
                    return buffer.clear();
                }
            }
        }
        return ByteBuffer.allocateDirect(bytes + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, bytes);
    }

    synchronized void release(ByteBuffer buffer) {
        if (closed) {
            return;
        }
        if (free.size() == KEPT) {
            // The one that waited longest, maybe of a size that frames no longer have: left to the collector.
            free.removeLast();
        }
        free.push(buffer);
    }

    synchronized void close() {
        closed = true;
        free.clear();
    }
}
