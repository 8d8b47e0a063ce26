package dev.visiontask.tensor;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direct buffer that is used again and again for contents of different size. It grows and shrinks by
 * {@link CapacityRule}. Used by one thread at a time.
 *
 * <p>A direct buffer is freed by the garbage collector, when nobody can reach it any more, and in no other way: whoever
 * still holds a buffer that was replaced reads old bytes, never memory of somebody else. Freeing it by force would be
 * quicker, but a view kept too long would then end the process. What was replaced waits for a collection, which the JVM
 * starts by itself when direct memory reaches its limit ({@code -XX:MaxDirectMemorySize}); the rule keeps it small.
 */
public final class DirectMemory {
    private final CapacityRule rule;
    private final int alignment;
    private @Nullable ByteBuffer buffer;

    /** Memory that starts anywhere. */
    public DirectMemory() {
        this(1);
    }

    /**
     * Memory that starts at a multiple of {@code alignment} bytes.
     *
     * @param alignment a power of two
     */
    public DirectMemory(int alignment) {
        this.alignment = alignment;
        this.rule = new CapacityRule(Integer.MAX_VALUE - 2 * alignment);
    }

    /**
     * The memory for one use, which ends the one before.
     *
     * @return the one buffer of this memory, with the position 0 and the limit {@code bytes}; its capacity is at least that,
     *     and what is in it is left from before
     * @throws OutOfMemoryError if the JVM has no room for {@code bytes} more; nothing is held then
     */
    public ByteBuffer take(int bytes) {
        rule.used(bytes);
        return room(bytes);
    }

    /** Makes room without counting it as a use. */
    ByteBuffer room(int bytes) {
        rule.grow(bytes);
        ByteBuffer current = buffer;
        if (current == null || current.capacity() != rule.capacity()) {
            // First, so that the collector may take it if there is no room for both.
            buffer = null;
            current = allocate(bytes);
            buffer = current;
        }
        return current.clear().limit(bytes);
    }

    /** Counts a use of the memory as it is; {@link #room} may give other memory afterwards. */
    void used(int bytes) {
        rule.used(bytes);
    }

    /** Whether {@link #room} would give other memory for so many bytes. */
    boolean isToBeReplaced(int bytes) {
        ByteBuffer current = buffer;
        return current == null || bytes > current.capacity() || current.capacity() != rule.capacity();
    }

    private ByteBuffer allocate(int bytes) {
        long roomy = rule.capacity();
        try {
            return allocate(Math.toIntExact(roomy), alignment);
        } catch (OutOfMemoryError e) {
            rule.set(0);
            if (bytes == roomy) {
                throw e;
            }
            ByteBuffer exact = allocate(bytes, alignment);
            rule.set(bytes);
            return exact;
        }
    }

    /**
     * A direct buffer of exactly so many bytes that starts at a multiple of {@code alignment} bytes.
     *
     * @param alignment a power of two
     */
    public static ByteBuffer allocate(int bytes, int alignment) {
        // A slice is cut at the end too.
        return alignment == 1
                ? ByteBuffer.allocateDirect(bytes)
                : ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * alignment))
                        .alignedSlice(alignment)
                        .slice(0, bytes);
    }

    /** The bytes that are held now. */
    public long bytes() {
        ByteBuffer current = buffer;
        return current == null ? 0 : current.capacity();
    }

    /** Lets go of the memory; it comes back when it is needed. */
    public void clear() {
        buffer = null;
        rule.set(0);
    }
}
