package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visiontask.BadInputException;
import dev.visiontask.BatchException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskClosedException;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link VisionTask} promises, as tests: extend it for a task on an engine, or for a task of your own.
 *
 * @param <I> the input
 * @param <R> the result
 */
@Timeout(120)
public abstract class VisionTaskContract<I, R> {
    private static final int THREADS = 8;

    /** For subclasses. */
    protected VisionTaskContract() {}

    /**
     * Opens a fresh task. The contract closes it.
     *
     * @param engines what the contract does to the backends that the task is given, such as letting their engines fail now and
     *     then: {@code builder.backends(engines.apply(Backends.find()))}. A task that runs on no backend of this library
     *     leaves it alone
     */
    protected abstract VisionTask<I, R> open(int concurrency, UnaryOperator<Backends> engines);

    private VisionTask<I, R> open(int concurrency) {
        return open(concurrency, UnaryOperator.identity());
    }

    /** At least two inputs with different answers. */
    protected abstract List<I> inputs();

    /** An input that cannot be read. */
    protected abstract I badInput();

    /** What the error message for the bad input must contain, such as its file name. */
    protected abstract String badInputName();

    @Test
    void run_givesTheSameAnswerAgain() {
        try (VisionTask<I, R> task = open(1)) {
            List<R> first = inputs().stream().map(task::run).toList();
            List<R> second = inputs().stream().map(task::run).toList();

            assertThat(second).isEqualTo(first);
            assertThat(first).doesNotHaveDuplicates();
        }
    }

    @Test
    void runBatch_equalsSingleRuns() {
        try (VisionTask<I, R> task = open(1)) {
            assertThat(task.runBatch(inputs()))
                    .isEqualTo(inputs().stream().map(task::run).toList());
        }
    }

    @Test
    void runBatch_equalsSingleRunsWhenCallsRunSideBySide() {
        try (VisionTask<I, R> task = open(3)) {
            assertThat(task.runBatch(inputs()))
                    .isEqualTo(inputs().stream().map(task::run).toList());
        }
    }

    @Test
    void runBatch_isEmptyForNoInputs() {
        try (VisionTask<I, R> task = open(1)) {
            assertThat(task.runBatch(List.of())).isEmpty();
        }
    }

    @Test
    void run_namesABadInputAndStaysUsable() {
        try (VisionTask<I, R> task = open(1)) {
            I good = inputs().get(0);
            R before = task.run(good);

            assertThatThrownBy(() -> task.run(badInput()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(badInputName());
            assertThat(task.run(good)).isEqualTo(before);
        }
    }

    @Test
    void runEach_answersTheOthersWhenOneInputIsBad() {
        try (VisionTask<I, R> task = open(2)) {
            List<I> mixed = new ArrayList<>(inputs());
            mixed.add(1, badInput());

            List<Outcome<R>> outcomes = task.runEach(mixed);

            assertThat(outcomes).hasSameSizeAs(mixed);
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Failure.class);
            for (int i = 0; i < mixed.size(); i++) {
                if (i != 1) {
                    assertThat(outcomes.get(i).orThrow()).isEqualTo(task.run(mixed.get(i)));
                }
            }
        }
    }

    @Test
    void runBatch_carriesTheOtherAnswersWhenOneInputIsBad() {
        try (VisionTask<I, R> task = open(1)) {
            R expected = task.run(inputs().get(0));

            BatchException error = catchThrowableOfType(
                    BatchException.class, () -> task.runBatch(List.of(inputs().get(0), badInput())));

            assertThat(error).hasMessageContaining(badInputName()).hasMessageContaining("1 of 2");
            assertThat(error.outcomes().get(0).orThrow()).isEqualTo(expected);
        }
    }

    @Test
    void runAsync_givesTheAnswerOfRun() throws Exception {
        try (VisionTask<I, R> task = open(2)) {
            List<CompletableFuture<R>> futures =
                    inputs().stream().map(task::runAsync).toList();

            for (int i = 0; i < futures.size(); i++) {
                assertThat(futures.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(task.run(inputs().get(i)));
            }
        }
    }

    @Test
    void runAsync_failsWithTheErrorOfRun() {
        try (VisionTask<I, R> task = open(1)) {
            CompletableFuture<R> future = task.runAsync(badInput());

            assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(BadInputException.class);
        }
    }

    @Test
    void runAsync_mayCloseTheTaskFromItsCallback() throws Exception {
        VisionTask<I, R> task = open(1);

        task.runAsync(inputs().get(0)).thenRun(task::close).get(60, TimeUnit.SECONDS);

        assertThatThrownBy(task::warmUp).isInstanceOf(TaskClosedException.class);
    }

    @Test
    void run_isTheSameOnEightThreads() throws Exception {
        try (VisionTask<I, R> task = open(3)) {
            List<R> expected = inputs().stream().map(task::run).toList();
            Callable<List<R>> caller = () -> inputs().stream().map(task::run).toList();

            for (List<R> answers : onThreads(THREADS, caller)) {
                assertThat(answers).isEqualTo(expected);
            }
        }
    }

    @Test
    void warmUp_changesNoAnswer() {
        try (VisionTask<I, R> task = open(2)) {
            R before = task.run(inputs().get(0));

            task.warmUp();

            assertThat(task.run(inputs().get(0))).isEqualTo(before);
        }
    }

    @Test
    void close_isHarmlessTwiceAndRefusesLaterCalls() {
        VisionTask<I, R> task = open(1);
        task.run(inputs().get(0));

        task.close();
        task.close();

        I input = inputs().get(0);
        assertThatThrownBy(() -> task.run(input)).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(() -> task.runEach(List.of(input))).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(() -> task.runAsync(input)).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(task::warmUp).isInstanceOf(TaskClosedException.class);
        assertThat(task.info().task()).isNotEmpty();
    }

    @Test
    void close_losesNoCallThatHadBegun() throws Exception {
        VisionTask<I, R> task = open(2);
        R expected = task.run(inputs().get(0));
        CountDownLatch begun = new CountDownLatch(THREADS);
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                counts.add(callers.submit(() -> answersUntilClosed(task, expected, begun)));
            }
            begun.await();
            task.close();

            for (Future<Integer> count : counts) {
                assertThat(count.get(60, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private int answersUntilClosed(VisionTask<I, R> task, R expected, CountDownLatch begun) {
        int answers = 0;
        while (true) {
            try {
                assertThat(task.run(inputs().get(0))).isEqualTo(expected);
                if (answers++ == 0) {
                    begun.countDown();
                }
            } catch (TaskClosedException closed) {
                return answers;
            }
        }
    }

    @Test
    void info_saysWhatTheTaskRunsOn() {
        try (VisionTask<I, R> task = open(2)) {
            TaskInfo info = task.info();

            assertThat(info.task()).isNotEmpty();
            assertThat(info.backend()).isNotEmpty();
            assertThat(info.backendReason()).isNotEmpty();
            assertThat(info.concurrency()).isEqualTo(2);
            assertThat(info.threads()).isPositive();
            assertThat(info.settings())
                    .allSatisfy(setting -> assertThat(setting.origin()).isNotEmpty());
            assertThat(info.toString()).contains(info.backend(), info.model());
        }
    }

    /**
     * Calls of all kinds, from several threads, in random order, on engines that fail now and then; closed at any moment. The
     * system property {@value StressTest#SCHEDULES} says how many such schedules are tried.
     */
    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void anyOrderOfCalls_endsAndLosesNothing() throws Exception {
        new StressTest<>(this::open, inputs(), badInput()).run();
    }

    private static <T> List<T> onThreads(int threads, Callable<T> call) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(Collections.nCopies(threads, call))) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
