package dev.visiontask.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * Reading, writing and waiting that an interrupt of the thread neither ends nor spoils. A channel of the JDK closes itself
 * when its thread is interrupted, even before it begins; here the interrupt waits until the work is done.
 */
public final class Interrupts {
    private Interrupts() {}

    /**
     * Work with files.
     *
     * @param <T> its result
     * @param <X> what it throws besides
     */
    public interface Work<T, X extends Exception> {
        /** Begins anew each time that it is called. */
        T run() throws IOException, X;
    }

    /**
     * Does the work, and again if an interrupt closed its channel. The thread is interrupted afterwards if it was before,
     * or became so meanwhile.
     */
    public static <T, X extends Exception> T deferred(Work<T, X> work) throws IOException, X {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits, also when the caller is interrupted, which it still is afterwards; false if the time is over first. */
    public static boolean await(CountDownLatch latch, Duration most) {
        return waits(nanos -> latch.await(nanos, TimeUnit.NANOSECONDS), most);
    }

    /** Waits for a thread to end, also when the caller is interrupted; false if the time is over first. */
    public static boolean join(Thread thread, Duration most) {
        return waits(
                nanos -> {
                    TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
                    return !thread.isAlive();
                },
                most);
    }

    /** Takes a lock, also when the caller is interrupted; false if the time is over first. */
    public static boolean lock(Lock lock, Duration most) {
        return waits(nanos -> lock.tryLock(nanos, TimeUnit.NANOSECONDS), most);
    }

    private interface Wait {
        boolean until(long nanos) throws InterruptedException;
    }

    private static boolean waits(Wait wait, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return wait.until(Math.max(1, deadline - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
