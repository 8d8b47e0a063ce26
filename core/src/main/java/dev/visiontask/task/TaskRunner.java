package dev.visiontask.task;

import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.TaskOverloadedException;
import dev.visiontask.VisionException;
import dev.visiontask.backend.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task on a model: what {@link dev.visiontask.VisionTask} promises of threads, batches, errors and closing, for
 * any kind of input and result. A task holds one and passes its calls on.
 *
 * <p><b>Threads.</b> Safe to share. At most {@code concurrency} calls run at the same time; the others wait. {@link #run} and
 * {@link #warmUp} run on the caller's thread, {@link #runAsync} on a thread of the task, {@link #runEach} on the caller's
 * and on those of the task's that are free. A call holds at most one session and never waits for a second, and no thread of the
 * task runs a caller's code once a call has ended, so that calls cannot wait for each other in a circle.
 *
 * @param <I> the input
 * @param <C> what the decoder needs to know of the input
 * @param <O> the options of a call
 * @param <R> the result
 */
public final class TaskRunner<I, C, O, R> implements AutoCloseable {
    private final TaskModel<I, C, O, R> model;
    private final SlotPool<I, C> slots;
    private final CallGate gate = new CallGate();
    private final TaskThreads threads;
    private final AsyncOptions async;
    private final LeakWarning leakWarning;

    TaskRunner(TaskModel<I, C, O, R> model, AsyncOptions async) {
        this.model = model;
        this.async = async;
        this.slots = new SlotPool<>(model.info().concurrency(), this::newSlot);
        this.threads = new TaskThreads(model.info().task(), model.info().concurrency(), async.maxWaiting());
        this.leakWarning = LeakWarning.watch(this, model.info());
    }

    private Slot<I, C> newSlot() {
        Session session;
        try {
            session = model.model().newSession();
        } catch (VisionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InferenceException("The engine gave no session: " + e, e);
        }
        try {
            return new Slot<>(model.input().newPreparer(), session);
        } catch (RuntimeException | Error e) {
            Closing.after(session::close, e);
            throw e;
        }
    }

    /** Takes one input through the model with these options. See {@link dev.visiontask.VisionTask#run}. */
    public R run(I input, O options) {
        Objects.requireNonNull(input, "input");
        model.decoder().check(options);
        gate.enter();
        try {
            return runInSlot(input, options);
        } finally {
            gate.leave();
        }
    }

    /** Takes every input through the model on its own account. See {@link dev.visiontask.VisionTask#runEach}. */
    public List<Outcome<R>> runEach(List<? extends I> inputs, O options) {
        List<I> copy = copyOf(inputs);
        model.decoder().check(options);
        gate.enter();
        try {
            SharedParts<List<I>, List<Outcome<R>>> parts =
                    new SharedParts<>(parts(copy), part -> outcomesInSlot(part, options));
            return parts.run(threads, model.info().concurrency() - 1).stream()
                    .flatMap(List::stream)
                    .toList();
        } finally {
            gate.leave();
        }
    }

    /** Takes one input through the model on a thread of the task. See {@link dev.visiontask.VisionTask#runAsync}. */
    public CompletableFuture<R> runAsync(I input, O options) {
        Objects.requireNonNull(input, "input");
        model.decoder().check(options);
        gate.enter();
        AsyncCall<R> call = new AsyncCall<>(() -> runInSlot(input, options), gate::leave, async.completion());
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

    /** Takes an example all the way through the model in every session that no call has gone through yet. */
    public void warmUp(O options) {
        gate.enter();
        try {
            I example = model.input().example();
            Slot<I, C> cold = slots.acquireCold();
            while (cold != null) {
                warm(cold, example, options);
                cold = slots.acquireCold();
            }
        } finally {
            gate.leave();
        }
    }

    private void warm(Slot<I, C> slot, I example, O options) {
        try {
            if (model.batchSize() > 1 && !model.fixedBatch()) {
                List<I> full = Collections.nCopies(model.batchSize(), example);
                new BatchRun<>(model, slot, options).several(full).forEach(Outcome::orThrow);
            }
            new BatchRun<>(model, slot, options).one(example);
        } finally {
            slots.release(slot);
        }
    }

    /** What the task runs on and with, and what it holds now. */
    public TaskInfo info() {
        return model.info().withNativeBytes(slots.nativeBytes());
    }

    /**
     * Waits for the calls in flight and frees all native memory; closing twice is harmless. When it returns, on whichever
     * thread, nothing of the task runs any more.
     */
    @Override
    public void close() {
        if (!gate.closeAndAwait()) {
            gate.awaitFreed();
            return;
        }
        try {
            leakWarning.dismiss();
            Closing.all(threads::close, slots::close, model.model()::close);
        } finally {
            gate.freed();
        }
    }

    private R runInSlot(I input, O options) {
        Slot<I, C> slot = slots.acquire();
        try {
            return new BatchRun<>(model, slot, options).one(input);
        } finally {
            slots.release(slot);
        }
    }

    private List<Outcome<R>> outcomesInSlot(List<I> inputs, O options) {
        Slot<I, C> slot;
        try {
            slot = slots.acquire();
        } catch (VisionException e) {
            // No session could be made for this part; the other parts have theirs.
            return Collections.nCopies(inputs.size(), new Outcome.Failure<>(e));
        }
        try {
            return new BatchRun<>(model, slot, options).several(inputs);
        } finally {
            slots.release(slot);
        }
    }

    private List<List<I>> parts(List<I> inputs) {
        List<List<I>> parts = new ArrayList<>();
        for (int start = 0; start < inputs.size(); start += model.batchSize()) {
            parts.add(inputs.subList(start, Math.min(inputs.size(), start + model.batchSize())));
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
