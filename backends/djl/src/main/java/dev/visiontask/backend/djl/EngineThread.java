package dev.visiontask.backend.djl;

import dev.visiontask.InferenceException;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A thread in which sessions enter an engine: one thread for a session, one session at a time for a thread, and never
 * ended. Engines keep memory for each thread that ever called them. MXNet keeps about 5 MB when a network is compiled in
 * a new thread and about 10 KB when one is only run there, until the process ends, and OpenMP keeps a team of helper
 * threads. So a program with a thread a request would grow; this way the growth is bounded by the largest number of
 * sessions that were open at the same time.
 */
final class EngineThread {
    /**
     * Only one thread is inside an engine at a time. MXNet's NaiveEngine does not promise more, and eight sessions at
     * once were seen to wait for each other for ever. A call can use several threads of its own instead.
     */
    private static final ReentrantLock TURN = new ReentrantLock();

    private static final Deque<EngineThread> IDLE = new ConcurrentLinkedDeque<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), EngineThread::newThread);

    private EngineThread() {}

    /** A thread that no other session uses until {@link #giveBack()}. */
    static EngineThread take() {
        EngineThread idle = IDLE.pollFirst();
        return idle != null ? idle : new EngineThread();
    }

    /** Runs one task in a thread that is free. */
    static <T> T once(Callable<T> task) {
        EngineThread thread = take();
        try {
            return thread.call(task);
        } finally {
            thread.giveBack();
        }
    }

    /** Called once, when the session has nothing to do any more. */
    void giveBack() {
        IDLE.addFirst(this);
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "visiontask-djl-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        // Else the thread would keep the class loader of whoever came first.
        thread.setContextClassLoader(EngineThread.class.getClassLoader());
        return thread;
    }

    /**
     * Runs the task there and waits for it, also when the caller is interrupted: the buffers are the engine's until it is
     * done. The interrupt is kept for the caller.
     */
    <T> T call(Callable<T> task) {
        Future<T> future = executor.submit(() -> inTurn(task));
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T inTurn(Callable<T> task) throws Exception {
        TURN.lock();
        try {
            return task.call();
        } finally {
            TURN.unlock();
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        return new InferenceException("The engine failed: " + cause, cause);
    }
}
