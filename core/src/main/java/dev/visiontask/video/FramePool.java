package dev.visiontask.video;

import dev.visiontask.tensor.CapacityRule;
import dev.visiontask.tensor.DirectMemory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Pieces of memory for pixels, used again and again. All free ones have one capacity, which grows and shrinks by
 * {@link CapacityRule}, so that frames of any size fit into any of them. A few free ones are kept; more come and go with the
 * frames in use.
 */
final class FramePool {
    /**
     * Native converters work in blocks of pixels, and leave the last columns black where a row has no room for a whole
     * block. Rows start at multiples of as many bytes, too.
     */
    private static final int ALIGNMENT = 64;

    private static final int KEPT = 8;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private final CapacityRule rule = new CapacityRule(Integer.MAX_VALUE - 2 * ALIGNMENT);
    private boolean closed;

    /** Bytes from row to row for BGR pixels of this width. */
    static int rowStride(int width) {
        int blocks = Math.addExact(width, ALIGNMENT - 1) / ALIGNMENT;
        return Math.multiplyExact(blocks, 3 * ALIGNMENT);
    }

    /** Direct memory for so many rows at least; give it back by {@link #release}. */
    ByteBuffer acquire(int rowStride, int rows) {
        int bytes = Math.addExact(Math.multiplyExact(rowStride, rows), ALIGNMENT);
        int capacity;
        synchronized (this) {
            rule.used(bytes);
            rule.grow(bytes);
            capacity = Math.toIntExact(rule.capacity());
            ByteBuffer known = free.poll();
            if (known != null && known.capacity() == capacity) {
                return known.clear();
            }
            // All free ones are of the size before.
            free.clear();
        }
        return DirectMemory.allocate(capacity, ALIGNMENT);
    }

    synchronized void release(ByteBuffer buffer) {
        if (!closed && buffer.capacity() == rule.capacity() && free.size() < KEPT) {
            free.push(buffer);
        }
    }

    synchronized void close() {
        closed = true;
        free.clear();
    }
}
