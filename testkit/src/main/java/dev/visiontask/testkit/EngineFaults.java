package dev.visiontask.testkit;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** When the engine of a schedule fails and how long it takes, by a seed; and what it saw. */
final class EngineFaults {
    /** In the message of every fault, so that a test can tell them from real ones. */
    static final String MESSAGE = "a fault that the stress test put in";

    private static final int MAX_PAUSE_NANOS = 200_000;

    private final Random random;
    private final double rate;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean armed;

    /**
     * Faults by a seed.
     *
     * @param rate the share of calls of the engine that fail, 0 to 1
     */
    EngineFaults(long seed, double rate) {
        this.random = new Random(seed);
        this.rate = rate;
    }

    /** From now on; a task is opened without faults. */
    void arm() {
        armed = true;
    }

    boolean strikes() {
        return armed && random.nextDouble() < rate;
    }

    boolean even() {
        return random.nextBoolean();
    }

    /** Now and then gives way or waits, so that threads meet in other orders. */
    void dawdle() {
        if (!armed) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> LockSupport.parkNanos(1);
            case 1 -> LockSupport.parkNanos(random.nextInt(MAX_PAUSE_NANOS));
            default -> {}
        }
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void violated(String rule) {
        violations.add(rule);
    }

    /** Rules of the interfaces that were broken. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Models and sessions that are open now. */
    int open() {
        return open.get();
    }
}
