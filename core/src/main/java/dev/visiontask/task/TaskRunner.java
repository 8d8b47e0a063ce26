package dev.visiontask.task;

import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs a task on a model: what {@link dev.visiontask.VisionTask} promises of threads, batches, errors and closing, for
 * any kind of input and result. A task holds one and passes its calls on.
 *
 * <p><b>Threads.</b> Safe to share. At most {@code concurrency} calls run at the same time, on the callers' threads;
 * {@link #runAsync} and batches use threads of the task's own.
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
    private final LeakWarning leakWarning;

    TaskRunner(TaskModel<I, C, O, R> model) {
        this.model = model;
        this.slots = new SlotPool<>(
                model.info().concurrency(),
                () -> new SlotPool.Slot<>(
                        model.input().newPreparer(), model.model().newSession()));
        this.threads = new TaskThreads(model.info().task(), model.info().concurrency());
        this.leakWarning = LeakWarning.watch(this, model.info());
    }

    /** Answers one input with these options. See {@link dev.visiontask.VisionTask#run}. */
    public R run(I input, O options) {
        model.decoder().check(options);
        gate.enter();
        try {
            return runInSlot(input, options);
        } finally {
            gate.leave();
        }
    }

    /** Answers every input on its own account. See {@link dev.visiontask.VisionTask#runEach}. */
    public List<Outcome<R>> runEach(List<? extends I> inputs, O options) {
        List<? extends I> copy = List.copyOf(inputs);
        model.decoder().check(options);
        gate.enter();
        try {
            return model.info().concurrency() == 1 ? oneAfterAnother(copy, options) : sideBySide(copy, options);
        } finally {
            gate.leave();
        }
    }

    /** Answers one input on a thread of the task. See {@link dev.visiontask.VisionTask#runAsync}. */
    public CompletableFuture<R> runAsync(I input, O options) {
        model.decoder().check(options);
        gate.enter();
        return threads.submit(() -> runInSlot(input, options), gate::leave);
    }

    /** Runs the model once on every session. */
    public void warmUp() {
        gate.enter();
        try {
            List<SlotPool.Slot<I, C>> all = slots.acquireAll(model.info().concurrency());
            try {
                all.forEach(slot -> {
                    slot.session().input(model.inputName(), model.exampleShape());
                    slot.session().run();
                });
            } finally {
                all.forEach(slots::release);
            }
        } finally {
            gate.leave();
        }
    }

    /** What the task runs on and with. */
    public TaskInfo info() {
        return model.info().withNativeBytes(slots.nativeBytes());
    }

    /** Waits for the calls in flight and frees all native memory; closing twice is harmless. */
    @Override
    public void close() {
        if (gate.closeAndAwait()) {
            leakWarning.dismiss();
            Closing.all(threads::close, slots::close, model.model()::close);
        }
    }

    private R runInSlot(I input, O options) {
        SlotPool.Slot<I, C> slot = slots.acquire();
        try {
            return new BatchRun<>(model, slot, options).one(input);
        } finally {
            slots.release(slot);
        }
    }

    private List<Outcome<R>> runInSlot(List<? extends I> inputs, O options) {
        SlotPool.Slot<I, C> slot = slots.acquire();
        try {
            return new BatchRun<>(model, slot, options).several(inputs);
        } finally {
            slots.release(slot);
        }
    }

    private List<Outcome<R>> oneAfterAnother(List<? extends I> inputs, O options) {
        List<Outcome<R>> outcomes = new ArrayList<>(inputs.size());
        for (List<? extends I> part : parts(inputs)) {
            outcomes.addAll(runInSlot(part, options));
        }
        return List.copyOf(outcomes);
    }

    private List<Outcome<R>> sideBySide(List<? extends I> inputs, O options) {
        List<CompletableFuture<List<Outcome<R>>>> futures = new ArrayList<>();
        for (List<? extends I> part : parts(inputs)) {
            Supplier<List<Outcome<R>>> call = () -> runInSlot(part, options);
            futures.add(threads.submit(call, () -> {}));
        }
        List<Outcome<R>> outcomes = new ArrayList<>(inputs.size());
        try {
            futures.forEach(future -> outcomes.addAll(future.join()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
        return List.copyOf(outcomes);
    }

    private List<List<? extends I>> parts(List<? extends I> inputs) {
        List<List<? extends I>> parts = new ArrayList<>();
        for (int start = 0; start < inputs.size(); start += model.batchSize()) {
            parts.add(inputs.subList(start, Math.min(inputs.size(), start + model.batchSize())));
        }
        return parts;
    }
}
