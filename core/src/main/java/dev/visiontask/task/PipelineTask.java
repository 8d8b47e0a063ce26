package dev.visiontask.task;

import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A task that is made of others, such as a reader of pages that finds lines and reads each. It keeps what {@link VisionTask}
 * promises of threads, batches, errors and closing; a task of its own says what is done with one input, and what is to be closed.
 *
 * <p><b>Threads.</b> Safe to share. At most {@code concurrency} inputs, as the builder says, are worked on at the same time; the
 * others wait. Its parts are used by its own calls only, so that none of them can wait for another in a circle.
 *
 * @param <I> the input
 * @param <O> the options of a call
 * @param <R> the result
 */
public abstract class PipelineTask<I, O, R> implements VisionTask<I, R> {
    private final O none;
    private final Semaphore turns;
    private final CallRunner<I, O, R> calls;

    /**
     * A task with the threads and limits of a builder.
     *
     * @param task its kind, such as {@code text-reading}
     * @param none the options that set nothing
     */
    protected PipelineTask(String task, TaskBuilder<?> builder, O none) {
        this.none = Objects.requireNonNull(none, "none");
        int concurrency = builder.backendOptions().sessions();
        this.turns = new Semaphore(concurrency, true);
        this.calls = new CallRunner<>(task, concurrency, builder.asyncOptions(), new Work());
    }

    /**
     * Answers one input; at most {@code concurrency} threads are in here.
     *
     * @throws VisionException if it fails; anything else is taken for a fault of a part
     */
    protected abstract R process(I input, O options);

    /** An input of the kind that the task gets, made in memory. */
    protected abstract I example();

    /** Warms the parts; {@link #process} is called with the example afterwards. */
    protected abstract void warmParts();

    /** Frees all that {@link #process} needs, whatever fails, once nothing runs any more. */
    protected abstract void free();

    /**
     * Checks the options of a call before anything is done for it.
     *
     * @throws IllegalArgumentException if they cannot be honoured
     */
    protected void check(O options) {}

    @Override
    public final R run(I input) {
        return calls.run(input, none);
    }

    /**
     * Answers one input with other options than those of the task; what they leave unset stays as it is.
     *
     * @throws IllegalArgumentException if they cannot be honoured
     */
    public final R run(I input, O options) {
        return calls.run(input, options);
    }

    @Override
    public final List<Outcome<R>> runEach(List<? extends I> inputs) {
        return calls.runEach(inputs, none, 1);
    }

    @Override
    public final CompletableFuture<R> runAsync(I input) {
        return calls.runAsync(input, none);
    }

    @Override
    public final void warmUp() {
        calls.asCall(() -> {
            warmParts();
            process(example(), none);
        });
    }

    @Override
    public final void close() {
        calls.close(this::free);
    }

    private final class Work implements CallWork<I, O, R> {
        @Override
        public void check(O options) {
            PipelineTask.this.check(options);
        }

        @Override
        public R one(I input, O options) {
            // An interrupt does not end the wait; it is kept, as everywhere.
            turns.acquireUninterruptibly();
            try {
                return process(input, options);
            } catch (VisionException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new InferenceException("A part of the task failed: " + e, e);
            } finally {
                turns.release();
            }
        }

        @Override
        public List<Outcome<R>> several(List<I> inputs, O options) {
            List<Outcome<R>> outcomes = new ArrayList<>();
            for (I input : inputs) {
                try {
                    outcomes.add(new Outcome.Success<>(one(input, options)));
                } catch (VisionException e) {
                    outcomes.add(new Outcome.Failure<>(e));
                }
            }
            return outcomes;
        }
    }
}
