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
 * thread starts with the first {@link #next()} and ends with the last step, a failure or {@link #close}. A reader that
 * leaves it interrupted does not end it.
 *
 * @param <T> what is read
 */
final class ReadAhead<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<@Nullable T> reader;
    private final int ahead;
    private final Runnable free;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean closed;
    private boolean reading;
    private boolean freed;

    /**
     * Nothing is read yet.
     *
     * @param reader gives the next step, or null at the end; called by one thread at a time
     * @param ahead how many steps may wait
     * @param free frees what the reader uses; called once after closing, when nothing reads any more
     */
    ReadAhead(Supplier<@Nullable T> reader, int ahead, Runnable free) {
        this.reader = reader;
        this.ahead = ahead;
        this.free = free;
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
            Thread fresh = new Thread(this::read, "visiontask-timeline-decode");
            fresh.setDaemon(true);
            fresh.start();
            thread = fresh;
            reading = true;
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
            reading = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        freeIfOver();
    }

    private void freeIfOver() {
        lock.lock();
        try {
            if (!closed || reading || freed) {
                return;
            }
            freed = true;
        } finally {
            lock.unlock();
        }
        free.run();
    }

    /** False if nobody wants more. */
    private boolean offer(T step) {
        lock.lock();
        try {
            while (!closed && waiting.size() >= ahead) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                // Of the reader's own making. The one of close() comes after closed is set.
                Thread.interrupted();
                waiting.add(step);
                changed.signalAll();
            }
            return !closed;
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
     * Stops the thread and waits for it, also if the caller is interrupted. Called by the reader itself, it does not wait. A
     * reader that hangs is given up with a warning.
     *
     * @param stopReading makes a reader that waits end
     */
    void close(Runnable stopReading) {
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
        boolean own = running == Thread.currentThread();
        if (running != null && !own) {
            running.interrupt();
        }
        try {
            stopReading.run();
        } finally {
            if (running != null && !own) {
                join(running);
            }
            freeIfOver();
        }
    }

    /** An interrupt does not make the thread's memory any freer, so it is put off. */
    private static void join(Thread running) {
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
    }
}
