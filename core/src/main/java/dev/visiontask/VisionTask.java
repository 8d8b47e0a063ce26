package dev.visiontask;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One job of computer vision on one model: an input goes in, a result comes out. The same shape for every family of
 * tasks and every engine.
 *
 * <p><b>Threads.</b> A task is immutable and safe to share between threads. As many calls run in parallel as its
 * builder's {@code concurrency} says; further ones wait for their turn.
 *
 * <p><b>Interrupts.</b> A call on an interrupted thread, or one interrupted underway, is done as any other; the thread stays
 * interrupted.
 *
 * <p><b>Memory.</b> A task holds native memory until {@link #close()}; {@link TaskInfo#nativeBytes()} says how much. Inputs
 * that wait for their turn wait as they were given, files as files: no more of them are decoded at one time than calls run in
 * parallel. Results are plain heap values and outlive the task.
 *
 * <p><b>Errors.</b> Every failure is a {@link VisionException}; a call that fails leaves the task usable.
 *
 * @param <I> the input, such as {@link ImageSource}
 * @param <R> the result, an immutable value
 */
public interface VisionTask<I, R> extends AutoCloseable {
    /**
     * Answers one input.
     *
     * @throws BadInputException if the input cannot be read; the message names it
     * @throws InferenceException if the engine fails
     * @throws TaskClosedException if the task is closed
     */
    R run(I input);

    /**
     * Answers every input on its own account: one outcome for each, in order, whatever became of the others.
     *
     * @throws TaskClosedException if the task is closed
     */
    List<Outcome<R>> runEach(List<? extends I> inputs);

    /**
     * Answers all inputs; the result at an index equals {@code run} of the input at that index.
     *
     * @throws BatchException if some input could not be answered; it carries the answers of all others
     * @throws TaskClosedException if the task is closed
     */
    default List<R> runBatch(List<? extends I> inputs) {
        List<Outcome<R>> outcomes = runEach(inputs);
        if (!outcomes.stream().allMatch(Outcome::isSuccess)) {
            throw new BatchException(outcomes);
        }
        return outcomes.stream().map(Outcome::orThrow).toList();
    }

    /**
     * Takes one input through the model on a thread of the task. The future fails with the {@link VisionException} that
     * {@link #run} would throw, or with {@link TaskOverloadedException} if too many calls wait; cancelling it takes the call
     * out of the queue if it has not begun.
     *
     * <p>The future completes on a thread that is not the task's, so that what is chained to it may call the task, wait
     * for it and close it.
     *
     * @throws TaskClosedException if the task is closed
     */
    CompletableFuture<R> runAsync(I input);

    /**
     * Takes an example all the way through the task, as often as calls may run in parallel, so that the first real call is not
     * the slow one: image decoder, preprocessor, engine and the reading of its outputs. Sessions that a call has gone through
     * already are warm, and so are those in use.
     *
     * @throws TaskClosedException if the task is closed
     */
    void warmUp();

    /** What the task runs on and with: model, engine, tensors, and every setting with its origin. */
    TaskInfo info();

    /**
     * Waits for the calls in flight, those of {@link #runAsync} that wait for their turn included, and frees all native
     * memory. When it has returned, on whichever thread, nothing of the task runs any more. Closing twice is harmless;
     * every later call throws {@link TaskClosedException}.
     */
    @Override
    void close();
}
