package dev.visiontask.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs on a thread of the task and completes its future elsewhere: completing runs what the caller has chained
 * to the future, and that may wait for the task.
 */
final class AsyncCall<R> implements Runnable {
    private final Supplier<R> call;
    private final Runnable afterwards;
    private final @Nullable Executor completion;
    private final CompletableFuture<R> future = new CompletableFuture<>();

    /** Whether the call has begun or has been given up. */
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * A call.
     *
     * @param afterwards runs once: when the call has ended, or was given up before it began; before the future completes
     * @param completion as {@link AsyncOptions#completion}
     */
    AsyncCall(Supplier<R> call, Runnable afterwards, @Nullable Executor completion) {
        this.call = call;
        this.afterwards = afterwards;
        this.completion = completion;
    }

    CompletableFuture<R> future() {
        return future;
    }

    /** Gives the call up: true if it had not begun, and never will. */
    boolean abandon() {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        afterwards.run();
        return true;
    }

    @Override
    public void run() {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        R result = null;
        Throwable failure = null;
        try {
            result = call.get();
        } catch (Throwable e) {
            // Whatever happened belongs to the one who waits for the future; this thread has nobody to tell.
            failure = e;
        }
        afterwards.run();
        handOver(result, failure);
    }

    private void handOver(@Nullable R result, @Nullable Throwable failure) {
        Runnable completing = () -> complete(result, failure);
        // An executor of the caller's is a caller's code too, and may run what it is given at once.
        Runnable handing = completion == null ? completing : () -> passOn(completion, completing);
        try {
            future.defaultExecutor().execute(handing);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No thread can be started: better here than never.
            completing.run();
        }
    }

    private static void passOn(Executor executor, Runnable completing) {
        try {
            executor.execute(completing);
        } catch (RejectedExecutionException e) {
            // It was shut down or is full, and still somebody may wait for the future.
            completing.run();
        }
    }

    private void complete(@Nullable R result, @Nullable Throwable failure) {
        if (failure != null) {
            future.completeExceptionally(failure);
        } else {
            future.complete(result);
        }
    }
}
