package dev.visiontask.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one call, worked off by the caller's thread and by threads of the task as far as they are free. The caller
 * never waits for a part that nobody has begun, so that it gets through even if no thread helps.
 */
final class SharedParts<P, T> {
    private final List<P> parts;
    private final Function<P, T> work;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final List<@Nullable T> results = new ArrayList<>();
    private @Nullable Throwable failure;
    private int next;
    private int active;

    SharedParts(List<P> parts, Function<P, T> work) {
        this.parts = parts;
        this.work = work;
        parts.forEach(part -> results.add(null));
    }

    /**
     * Works off all parts. When it returns or throws, nothing of them runs any more.
     *
     * @param helpers how many threads shall help at most
     * @return the result of each part, in order
     */
    List<T> run(TaskThreads threads, int helpers) {
        Runnable helper = this::workOff;
        boolean helped = ask(threads, helper, Math.min(helpers, parts.size() - 1));
        workOff();
        if (helped) {
            threads.remove(helper);
        }
        awaitIdle();
        return finished();
    }

    /** Asks threads to help; whether at least one was asked. */
    private static boolean ask(TaskThreads threads, Runnable helper, int count) {
        for (int i = 0; i < count; i++) {
            try {
                threads.execute(helper);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // No room in the queue or no further thread: the work is done with those that are there.
                return i > 0;
            }
        }
        return count > 0;
    }

    private void workOff() {
        for (int part = take(); part >= 0; part = take()) {
            T result = null;
            Throwable thrown = null;
            try {
                result = work.apply(parts.get(part));
            } catch (Throwable e) {
                // Thrown by the calling thread, when all others have ended.
                thrown = e;
            }
            finish(part, result, thrown);
        }
    }

    private int take() {
        lock.lock();
        try {
            if (failure != null || next == parts.size()) {
                return -1;
            }
            active++;
            return next++;
        } finally {
            lock.unlock();
        }
    }

    private void finish(int part, @Nullable T result, @Nullable Throwable thrown) {
        lock.lock();
        try {
            results.set(part, result);
            if (failure == null) {
                failure = thrown;
            }
            active--;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitIdle() {
        lock.lock();
        try {
            while (active > 0) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<T> finished() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        List<T> finished = new ArrayList<>(results.size());
        for (T result : results) {
            if (result == null) {
                throw new IllegalStateException("Expected a result of each part, found none of " + finished.size());
            }
            finished.add(result);
        }
        return finished;
    }
}
