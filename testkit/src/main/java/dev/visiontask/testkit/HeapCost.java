package dev.visiontask.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much Java heap a call takes. */
public final class HeapCost {
    private static final int WARM_UP = 50;
    private static final int CALLS = 100;

    private HeapCost() {}

    /** The bytes that one call allocates on the calling thread, on average, after a warm-up. */
    public static long perCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }
}
