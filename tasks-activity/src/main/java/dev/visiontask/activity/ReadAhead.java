package dev.visiontask.activity;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads on a thread of its own, some steps ahead of the one who takes them, so that reading and answering overlap. The
 * thread starts with the first {@link #next()} and ends with the last step, a failure or {@link #close}.
 *
 * @param <T> what is read
 */
final class ReadAhead<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<@Nullable T> reader;
    private final int ahead;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean closed;

    /**
     * Nothing is read yet.
     *
     * @param reader gives the next step, or null at the end; called by one thread at a time
     * @param ahead how many steps may wait
     */
    ReadAhead(Supplier<@Nullable T> reader, int ahead) {
        this.reader = reader;
        this.ahead = ahead;
    }

    /**
     * The next step, waiting for it; null at the end, and once this is closed. What the reader throws comes after the
     * steps before it.
     *
     * @throws CancellationException if this thread was interrupted while it waited
     */
    @Nullable
    T next() {
        lock.lock();
        try {
            start();
            while (!closed && waiting.isEmpty() && !ended) {
                changed.await();
            }
            if (closed) {
                return null;
            }
            T step = waiting.poll();
            if (step == null) {
                rethrow();
            } else {
                changed.signalAll();
            }
            return step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The wait for the next frame was interrupted");
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void start() {
        if (thread == null && !closed) {
            thread = new Thread(this::read, "visiontask-timeline-decode");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void read() {
        Throwable problem = null;
        try {
            for (T step = reader.get(); step != null && offer(step); step = reader.get()) {}
        } catch (RuntimeException | Error e) {
            problem = e;
        }
        lock.lock();
        try {
            failure = problem;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False if nobody wants more. */
    private boolean offer(T step) {
        lock.lock();
        try {
            while (!closed && waiting.size() >= ahead) {
                changed.await();
            }
            if (!closed) {
                waiting.add(step);
                changed.signalAll();
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the thread and waits for it.
     *
     * @param stopReading makes a reader that waits end
     * @return whether the thread has ended, so that what it used may be freed
     */
    boolean close(Runnable stopReading) {
        Thread running;
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            running = thread;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            stopReading.run();
        } finally {
            if (running != null) {
                running.interrupt();
            }
        }
        return running == null || join(running);
    }

    /** An interrupt does not make the thread's memory any freer, so it is put off. */
    private static boolean join(Thread running) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        while (running.isAlive() && System.nanoTime() < deadline) {
            try {
                running.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            System.getLogger(ReadAhead.class.getName())
                    .log(Level.WARNING, "{0} has not ended within {1}: its source hangs", running, PATIENCE);
        }
        return !running.isAlive();
    }
}
