package dev.visiontask.testkit;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** The memory of direct buffers in this process, as the JVM counts it; those that wait for the collector are in it. */
public final class DirectBuffers {
    private static final BufferPoolMXBean POOL = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();

    private static final int MOST_LOOKS = 20;
    private static final int PAUSE_MILLIS = 50;

    private DirectBuffers() {}

    /** The bytes now, without a collection. */
    public static long bytes() {
        return POOL.getMemoryUsed();
    }

    /** The bytes after a collection: those that are still held. */
    public static long held() {
        // A thread of the JVM's frees what the collector has found, some time later.
        long before = Long.MAX_VALUE;
        for (int i = 0; i < MOST_LOOKS; i++) {
            System.gc();
            long now = bytes();
            if (now >= before) {
                break;
            }
            before = now;
            pause();
        }
        return bytes();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
