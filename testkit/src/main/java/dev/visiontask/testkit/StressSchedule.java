package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.visiontask.BadInputException;
import dev.visiontask.BatchException;
import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskClosedException;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import dev.visiontask.video.FrameResult;
import dev.visiontask.video.ResultStream;
import dev.visiontask.video.StreamOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What one thread of a stress test does with a task: calls of all kinds in an order given by a seed. Every call has to give
 * what it should, or an error that is owed to a fault or to the closing of the task.
 */
final class StressSchedule<I, R> {
    private final VisionTask<I, R> task;
    private final List<I> inputs;
    private final List<R> expected;
    private final I badInput;
    private final Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();

    /**
     * For a task.
     *
     * @param expected the result of each input
     */
    StressSchedule(VisionTask<I, R> task, List<I> inputs, List<R> expected, I badInput) {
        this.task = task;
        this.inputs = inputs;
        this.expected = expected;
        this.badInput = badInput;
    }

    /** Makes so many calls. */
    void calls(Random random, int count, boolean mayClose) {
        try {
            for (int i = 0; i < count; i++) {
                call(random, mayClose);
            }
        } catch (TaskClosedException e) {
            // Another thread was faster; what this one had begun before is checked at the end.
        } finally {
            // Schedules interrupt themselves.
            boolean unused = Thread.interrupted();
        }
    }

    private void call(Random random, boolean mayClose) {
        int index = random.nextInt(inputs.size());
        switch (random.nextInt(mayClose ? 13 : 12)) {
            case 0 -> bad();
            case 1 -> task.info();
            case 2 -> each();
            case 3 -> batch();
            case 4 -> keep(task.runAsync(inputs.get(index)).thenAccept(result -> same(result, index)));
            case 5 -> keep(task.runAsync(inputs.get(index)).thenAccept(result -> closable(this::batch)));
            case 6 ->
                keep(task.runAsync(inputs.get(index))
                        .thenAccept(result -> closable(() -> async(random.nextInt(inputs.size())))));
            case 7 -> cancelled(task.runAsync(inputs.get(index)));
            case 8 -> faulty(task::warmUp);
            case 9 -> interrupted(index);
            case 10 -> stream(random.nextInt(4));
            case 11 -> one(index);
            default -> keep(task.runAsync(inputs.get(index)).thenRun(task::close));
        }
    }

    private void one(int index) {
        faulty(() -> same(task.run(inputs.get(index)), index));
    }

    private void bad() {
        try {
            task.run(badInput);
            fail("Expected an error for the bad input");
        } catch (BadInputException e) {
            // As it should be.
        } catch (InferenceException e) {
            requireFault(e);
        }
    }

    private void each() {
        List<I> mixed = new ArrayList<>(inputs);
        mixed.add(1, badInput);
        List<Outcome<R>> outcomes = task.runEach(mixed);
        assertThat(outcomes).hasSameSizeAs(mixed);
        for (int i = 0; i < mixed.size(); i++) {
            Outcome<R> outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Failure<R> failure) {
                if (i != 1 || !(failure.error() instanceof BadInputException)) {
                    requireFault(failure.error());
                }
            } else {
                same(outcome.orThrow(), i < 1 ? i : i - 1);
            }
        }
    }

    private void batch() {
        try {
            assertThat(task.runBatch(inputs)).isEqualTo(expected);
        } catch (BatchException e) {
            for (int i = 0; i < inputs.size(); i++) {
                Outcome<?> outcome = e.outcomes().get(i);
                if (outcome instanceof Outcome.Failure<?> failure) {
                    requireFault(failure.error());
                } else {
                    same(outcome.orThrow(), i);
                }
            }
        }
    }

    private void async(int index) {
        try {
            same(task.runAsync(inputs.get(index)).join(), index);
        } catch (CompletionException e) {
            requireFault(e.getCause());
        }
    }

    private void cancelled(CompletableFuture<R> future) {
        future.cancel(false);
        assertThat(future).isDone();
    }

    private void interrupted(int index) {
        Thread.currentThread().interrupt();
        one(index);
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }

    /** Takes some results of a stream and leaves the rest. */
    private void stream(int wanted) {
        OnePixelFrames frames = new OnePixelFrames(5);
        try (ResultStream<R> results = ResultStream.map(
                frames, frame -> task.run(inputs.get((int) frame.index() % inputs.size())), StreamOptions.DEFAULT)) {
            for (int i = 0; i < wanted; i++) {
                FrameResult<R> result = results.next();
                if (result == null) {
                    throw new AssertionError("Expected " + wanted + " results of a stream, found " + i);
                }
                if (result.outcome() instanceof Outcome.Failure<R> failure) {
                    requireFault(failure.error());
                } else {
                    same(result.value(), (int) result.index() % inputs.size());
                }
            }
        }
        assertThat(frames.isClosed()).isTrue();
    }

    private void keep(CompletableFuture<?> future) {
        futures.add(future);
    }

    private void closable(Runnable call) {
        try {
            call.run();
        } catch (TaskClosedException e) {
            // The task was closed while the callback waited for its turn.
        }
    }

    private void faulty(Runnable call) {
        try {
            call.run();
        } catch (InferenceException e) {
            requireFault(e);
        }
    }

    private void same(Object result, int index) {
        assertThat(result).isEqualTo(expected.get(index));
    }

    private static void requireFault(@Nullable Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(EngineFaults.MESSAGE)) {
                return;
            }
        }
        throw new AssertionError("Expected a result or a fault that was put in, found: " + error, error);
    }

    /** Waits for everything that was sent away; each future has to end. */
    void awaitFutures(Duration patience) throws InterruptedException {
        for (CompletableFuture<?> future : futures) {
            try {
                future.get(patience.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof VisionException) {
                    requireFault(e.getCause());
                } else {
                    throw new AssertionError("A call of runAsync failed: " + e.getCause(), e.getCause());
                }
            } catch (TimeoutException e) {
                throw new AssertionError("A call of runAsync is lost: its future never completes", e);
            }
        }
    }
}
