package dev.visiontask.image;

import dev.visiontask.tensor.CapacityRule;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Native memory for images of different size, one after the other; it grows and shrinks by {@link CapacityRule}. Unlike
 * direct buffers it is freed at once: OpenCV counts who looks into it, and the last Mat that is released frees it. Used by
 * one thread at a time.
 */
public final class MatMemory implements AutoCloseable {
    private final CapacityRule rule = new CapacityRule();
    private @Nullable Mat memory;
    private int held;

    /** No memory yet. */
    public MatMemory() {}

    /**
     * A Mat of 8-bit samples for one use, which ends the one before.
     *
     * @return rows without gaps, with samples left from before; released by the caller
     * @throws org.opencv.core.CvException if the system has no room; nothing is held then
     */
    public Mat take(int height, int width, int channels) {
        int bytes = Math.multiplyExact(Math.multiplyExact(height, width), channels);
        rule.used(bytes);
        rule.grow(bytes);
        Mat line = memory;
        if (line == null || held != rule.capacity()) {
            int capacity = Math.toIntExact(rule.capacity());
            close();
            line = new Mat(1, capacity, CvType.CV_8UC1);
            memory = line;
            held = capacity;
            rule.set(capacity);
        }
        Mat part = line.colRange(0, bytes);
        try {
            return part.reshape(channels, height);
        } finally {
            part.release();
        }
    }

    /** The bytes that are held now. */
    public long bytes() {
        return held;
    }

    /** Lets go of the memory; it comes back when it is needed. Closing twice is harmless. */
    @Override
    public void close() {
        Mat line = memory;
        memory = null;
        held = 0;
        rule.set(0);
        if (line != null) {
            line.release();
        }
    }
}
