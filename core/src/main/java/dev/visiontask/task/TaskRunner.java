package dev.visiontask.task;

import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import dev.visiontask.backend.Session;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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
    private final CallRunner<I, O, R> calls;
    private final LeakWarning leakWarning;

    TaskRunner(TaskModel<I, C, O, R> model, AsyncOptions async) {
        this.model = model;
        this.slots = new SlotPool<>(model.info().concurrency(), this::newSlot);
        this.calls = new CallRunner<>(model.info().task(), model.info().concurrency(), async, new Work());
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
        return calls.run(input, options);
    }

    /** Takes every input through the model on its own account. See {@link dev.visiontask.VisionTask#runEach}. */
    public List<Outcome<R>> runEach(List<? extends I> inputs, O options) {
        return calls.runEach(inputs, options, model.batchSize());
    }

    /** Takes one input through the model on a thread of the task. See {@link dev.visiontask.VisionTask#runAsync}. */
    public CompletableFuture<R> runAsync(I input, O options) {
        return calls.runAsync(input, options);
    }

    /** Takes an example all the way through the model in every session that no call has gone through yet. */
    public void warmUp(O options) {
        calls.asCall(() -> {
            I example = model.input().example();
            Slot<I, C> cold = slots.acquireCold();
            while (cold != null) {
                warm(cold, example, options);
                cold = slots.acquireCold();
            }
        });
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
        calls.close(leakWarning::dismiss, slots::close, model.model()::close);
    }

    /** A call takes a slot. */
    private final class Work implements CallWork<I, O, R> {
        @Override
        public void check(O options) {
            model.decoder().check(options);
        }

        @Override
        public R one(I input, O options) {
            Slot<I, C> slot = slots.acquire();
            try {
                return new BatchRun<>(model, slot, options).one(input);
            } finally {
                slots.release(slot);
            }
        }

        @Override
        public List<Outcome<R>> several(List<I> inputs, O options) {
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
    }
}
