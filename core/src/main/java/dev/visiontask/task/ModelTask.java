package dev.visiontask.task;

import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionTask;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A task that runs a model here: passes every call on to its {@link TaskRunner}. A task of its own only names its types.
 *
 * @param <I> the input
 * @param <C> what the decoder needs to know of the input
 * @param <O> the options of a call
 * @param <R> the result
 */
public abstract class ModelTask<I, C, O, R> implements VisionTask<I, R> {
    private final TaskRunner<I, C, O, R> runner;
    private final O none;

    /**
     * A task on this runner, which it closes.
     *
     * @param none the options that set nothing
     */
    protected ModelTask(TaskRunner<I, C, O, R> runner, O none) {
        this.runner = Objects.requireNonNull(runner, "runner");
        this.none = Objects.requireNonNull(none, "none");
    }

    @Override
    public final R run(I input) {
        return runner.run(input, none);
    }

    /**
     * Answers one input with other options than those of the task; what they leave unset stays as it is.
     *
     * @throws IllegalArgumentException if the model cannot honour them
     */
    public final R run(I input, O options) {
        return runner.run(input, options);
    }

    @Override
    public final List<Outcome<R>> runEach(List<? extends I> inputs) {
        return runner.runEach(inputs, none);
    }

    @Override
    public final CompletableFuture<R> runAsync(I input) {
        return runner.runAsync(input, none);
    }

    @Override
    public final void warmUp() {
        runner.warmUp(none);
    }

    @Override
    public final TaskInfo info() {
        return runner.info();
    }

    @Override
    public final void close() {
        runner.close();
    }
}
