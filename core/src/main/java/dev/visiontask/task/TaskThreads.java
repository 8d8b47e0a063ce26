package dev.visiontask.task;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a task: daemons, started when first needed, gone after a while without work. What they run is ours alone:
 * a caller's code that waits for the task here would hold a thread that it waits for.
 */
final class TaskThreads {
    private static final long IDLE_SECONDS = 30;

    /** All that have begun and may not have ended; a thread lives on a little when its work is done. */
    private final Set<Thread> begun = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor executor;

    /**
     * No thread yet.
     *
     * @param size the most threads
     * @param waiting the most pieces of work that wait for one
     */
    TaskThreads(String task, int size, int waiting) {
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                work -> newThread(work, "visiontask-" + task + "-" + number.incrementAndGet()));
        executor.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable work, String name) {
        begun.removeIf(thread -> !thread.isAlive());
        Runnable noted = () -> {
            begun.add(Thread.currentThread());
            work.run();
        };
        Thread thread = new Thread(noted, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs this on a thread of the task.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too much is waiting
     * @throws OutOfMemoryError if no thread can be started
     */
    void execute(Runnable work) {
        executor.execute(work);
    }

    /** Takes work out of the queue, as often as it is there; what has begun goes on. */
    void remove(Runnable work) {
        boolean removed = true;
        while (removed) {
            removed = executor.remove(work);
        }
    }

    /** Ends the threads and waits for them. An interrupt does not end the wait; it is kept. */
    void close() {
        executor.shutdown();
        boolean interrupted = awaitTermination();
        // None begins any more: the executor ends after the work of the last one.
        for (Thread thread : begun) {
            interrupted |= join(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitTermination() {
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
