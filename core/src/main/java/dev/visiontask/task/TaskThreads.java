package dev.visiontask.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The threads of a task: daemons, started when first needed, gone after a while without work. */
final class TaskThreads {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor executor;

    TaskThreads(String task, int size) {
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
                    Thread thread = new Thread(runnable, "visiontask-" + task + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a call on a thread of the task.
     *
     * @param afterwards runs when the call has ended or was cancelled before it began, and before the future completes
     */
    <R> CompletableFuture<R> submit(Supplier<R> call, Runnable afterwards) {
        CompletableFuture<R> future = new CompletableFuture<>();
        executor.execute(() -> run(call, afterwards, future));
        return future;
    }

    private static <R> void run(Supplier<R> call, Runnable afterwards, CompletableFuture<R> future) {
        if (future.isDone()) {
            // Cancelled while it waited in the queue.
            afterwards.run();
            return;
        }
        try {
            R result = call.get();
            afterwards.run();
            future.complete(result);
        } catch (Throwable e) {
            // Whatever happened belongs to the one who waits for the future; this thread has nobody to tell.
            afterwards.run();
            future.completeExceptionally(e);
        }
    }

    void close() {
        executor.shutdown();
    }
}
