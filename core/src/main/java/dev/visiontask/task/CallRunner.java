package dev.visiontask.task;

import dev.visiontask.Outcome;
import dev.visiontask.TaskOverloadedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a task, whatever it does in them: what {@link dev.visiontask.VisionTask} promises of threads, batches and closing.
 *
 * <p><b>Threads.</b> Safe to share. {@link #run} works on the caller's thread, {@link #runAsync} on a thread of the task,
 * {@link #runEach} on the caller's and on those of the task's that are free. No thread of the task runs a caller's code once a
 * call has ended, so that calls cannot wait for each other in a circle.
 *
 * @param <I> the input
 * @param <O> the options of a call
 * @param <R> the result
 */
final class CallRunner<I, O, R> {
    private final CallWork<I, O, R> work;
    private final int concurrency;
    private final CallGate gate = new CallGate();
    private final TaskThreads threads;
    private final AsyncOptions async;

    /**
     * Calls of a task.
     *
     * @param task its kind, for the names of threads
     * @param concurrency how many threads it has at most
     * @param work what is done in a call
     */
    CallRunner(String task, int concurrency, AsyncOptions async, CallWork<I, O, R> work) {
        this.work = work;
        this.concurrency = concurrency;
        this.async = async;
        this.threads = new TaskThreads(task, concurrency, async.maxWaiting());
    }

    /** See {@link dev.visiontask.VisionTask#run}. */
    R run(I input, O options) {
        Objects.requireNonNull(input, "input");
        work.check(options);
        gate.enter();
        try {
            return work.one(input, options);
        } finally {
            gate.leave();
        }
    }

    /**
     * See {@link dev.visiontask.VisionTask#runEach}.
     *
     * @param together how many inputs are given to {@link CallWork#several} at once
     */
    List<Outcome<R>> runEach(List<? extends I> inputs, O options, int together) {
        List<I> copy = copyOf(inputs);
        work.check(options);
        gate.enter();
        try {
            SharedParts<List<I>, List<Outcome<R>>> parts =
                    new SharedParts<>(parts(copy, together), part -> work.several(part, options));
            return parts.run(threads, concurrency - 1).stream()
                    .flatMap(List::stream)
                    .toList();
        } finally {
            gate.leave();
        }
    }

    /** See {@link dev.visiontask.VisionTask#runAsync}. */
    CompletableFuture<R> runAsync(I input, O options) {
        Objects.requireNonNull(input, "input");
        work.check(options);
        gate.enter();
        AsyncCall<R> call = new AsyncCall<>(() -> work.one(input, options), gate::leave, async.completion());
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            call.abandon();
            return CompletableFuture.failedFuture(overloaded());
        } catch (RuntimeException | Error e) {
            call.abandon();
            throw e;
        }
        // Cancelled, timed out or completed by the caller: it leaves the queue.
        var unused = call.future().whenComplete((result, failure) -> {
            if (call.abandon()) {
                threads.remove(call);
            }
        });
        return call.future();
    }

    private TaskOverloadedException overloaded() {
        return new TaskOverloadedException("Expected at most " + async.maxWaiting()
                + " calls that wait for their turn, found so many already. Send them more slowly, use runBatch or a stream,"
                + " which wait for the caller, or raise maxWaiting.");
    }

    /** Does something as a call of the task: closing waits for it, and it is refused afterwards. */
    void asCall(Runnable something) {
        gate.enter();
        try {
            something.run();
        } finally {
            gate.leave();
        }
    }

    /**
     * Waits for the calls in flight, ends the threads, then frees; closing twice is harmless. When it returns, on whichever
     * thread, nothing of the task runs any more.
     *
     * @param freeing what is done by the first call, all of it, whatever fails
     */
    void close(Runnable... freeing) {
        if (!gate.closeAndAwait()) {
            gate.awaitFreed();
            return;
        }
        try {
            List<Runnable> steps = new ArrayList<>();
            steps.add(threads::close);
            steps.addAll(List.of(freeing));
            Closing.all(steps.toArray(Runnable[]::new));
        } finally {
            gate.freed();
        }
    }

    private static <I> List<List<I>> parts(List<I> inputs, int together) {
        List<List<I>> parts = new ArrayList<>();
        for (int start = 0; start < inputs.size(); start += together) {
            parts.add(inputs.subList(start, Math.min(inputs.size(), start + together)));
        }
        return parts;
    }

    private static <I> List<I> copyOf(List<? extends I> inputs) {
        List<I> copy = new ArrayList<>(inputs.size());
        for (@Nullable I input : inputs) {
            copy.add(Objects.requireNonNull(input, () -> "inputs[" + copy.size() + "]"));
        }
        return copy;
    }
}
