package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskClosedException;
import dev.visiontask.TaskOverloadedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TaskRunnerTest {
    private final ScriptedModel model = new ScriptedModel();

    @AfterEach
    void noRuleIsBroken() {
        assertThat(model.violations).isEmpty();
    }

    @Test
    void run_givesTheResult() {
        try (var runner = model.runner(1)) {
            assertThat(runner.run(21, "")).isEqualTo(42);
        }
        assertThat(model.openSessions).hasValue(0);
        assertThat(model.openPreparers).hasValue(0);
        assertThat(model.closed).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // What callers without such a check do.
    void run_refusesNullAtTheCall() {
        try (var runner = model.runner(1)) {
            assertThatThrownBy(() -> runner.run(null, ""))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("input");
            assertThatThrownBy(() -> runner.runAsync(null, ""))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("input");
            assertThatThrownBy(() -> runner.runEach(Arrays.asList(1, null), ""))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("inputs[1]");
            assertThat(runner.run(1, "")).isEqualTo(2);
        }
    }

    @Test
    void run_refusesOptionsBeforeAnythingIsDone() {
        try (var runner = model.runner(1)) {
            assertThatThrownBy(() -> runner.run(1, "impossible")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> runner.runAsync(1, "impossible")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(model.runs).hasValue(0);
    }

    @Test
    void run_keepsTheInterruptAndGivesTheResult() {
        try (var runner = model.runner(1)) {
            Thread.currentThread().interrupt();

            assertThat(runner.run(4, "")).isEqualTo(8);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void run_failsAsInferenceWhenTheEngineGivesNoSession() {
        try (var runner = model.runner(1)) {
            model.onNewSession = failing(1);

            assertThatThrownBy(() -> runner.run(1, ""))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("no session");
            assertThat(runner.run(1, "")).isEqualTo(2);
        }
    }

    @Test
    void run_freesTheSessionWhenThePreparerFails() {
        try (var runner = model.runner(1)) {
            model.onNewPreparer = failing(1);

            assertThatThrownBy(() -> runner.run(1, "")).isInstanceOf(IllegalStateException.class);
            assertThat(model.openSessions).hasValue(0);
            assertThat(runner.run(1, "")).isEqualTo(2);
        }
    }

    @Test
    void warmUp_endsWhenManyWarmUpAtOnce() throws Exception {
        try (var runner = model.runner(4)) {
            Runnable warmUp = () -> runner.warmUp("");

            Together.run(warmUp, warmUp, warmUp, warmUp, warmUp, warmUp, warmUp, warmUp);

            assertThat(model.openSessions).hasValue(4);
            assertThat(model.runs).hasValue(4);
        }
    }

    @Test
    void warmUp_endsWhileCallsHoldAllSessions() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        try (var runner = model.runner(2)) {
            model.onRun = () -> {
                inside.countDown();
                awaitUninterruptibly(go);
            };
            FutureTask<Void> first = Together.start(() -> runner.run(1, ""));
            FutureTask<Void> second = Together.start(() -> runner.run(2, ""));
            inside.await();
            FutureTask<Void> warming = Together.start(() -> runner.warmUp(""));
            go.countDown();

            Together.end(first);
            Together.end(second);
            Together.end(warming);
        }
    }

    @Test
    void warmUp_goesAllTheWayThroughDecoderAndReading() {
        AtomicInteger prepared = new AtomicInteger();
        List<Integer> decoded = new ArrayList<>();
        model.onPrepare = prepared::incrementAndGet;
        model.onDecode = decoded::add;
        try (var runner = model.runner(3)) {
            runner.warmUp("");

            assertThat(prepared).hasValue(3);
            assertThat(decoded).containsExactly(2000, 2000, 2000);
        }
    }

    @Test
    void warmUp_leavesWarmSessionsAlone() {
        try (var runner = model.runner(2)) {
            runner.warmUp("");
            runner.warmUp("");

            assertThat(model.runs).hasValue(2);
        }
    }

    @Test
    void warmUp_runsAFullBatchToo() {
        model.batchSize = 4;
        try (var runner = model.runner(1)) {
            runner.warmUp("");

            assertThat(model.batches).containsExactly(4, 1);
        }
    }

    @Test
    void warmUp_saysWhatFailsAndLeavesTheTaskUsable() {
        model.onRun = failing(1);
        try (var runner = model.runner(2)) {
            assertThatThrownBy(() -> runner.warmUp("")).isInstanceOf(InferenceException.class);

            runner.warmUp("");
            assertThat(runner.run(3, "")).isEqualTo(6);
        }
    }

    @Test
    void runAsync_chainedCallsMayRunBatchesOnTheSameTask() throws Exception {
        try (var runner = model.runner(2)) {
            List<CompletableFuture<Integer>> futures = IntStream.range(0, 8)
                    .mapToObj(i -> runner.runAsync(i, "")
                            .thenApply(result -> runner.runEach(List.of(result, result + 1, result + 2), "")
                                    .size()))
                    .toList();

            for (CompletableFuture<Integer> future : futures) {
                assertThat(future.get(60, TimeUnit.SECONDS)).isEqualTo(3);
            }
        }
    }

    @Test
    void runAsync_chainedCallsMayWaitForFurtherAsyncCalls() throws Exception {
        try (var runner = model.runner(1)) {
            CompletableFuture<Integer> chained = runner.runAsync(1, "")
                    .thenApply(result -> runner.runAsync(result, "").join());

            assertThat(chained.get(60, TimeUnit.SECONDS)).isEqualTo(4);
        }
    }

    @Test
    void runAsync_completesOnNoThreadOfTheTask() throws Exception {
        CountDownLatch chained = new CountDownLatch(1);
        model.onRun = () -> awaitUninterruptibly(chained);
        try (var runner = model.runner(1)) {
            CompletableFuture<String> name = runner.runAsync(1, "")
                    .thenApply(result -> Thread.currentThread().getName());
            chained.countDown();

            assertThat(name.get(60, TimeUnit.SECONDS)).doesNotContain("visiontask");
            assertThat(model.engineThreads).allMatch(thread -> thread.getName().contains("visiontask-doubling"));
        }
    }

    @Test
    void runAsync_completesOnTheGivenExecutor() throws Exception {
        CountDownLatch chained = new CountDownLatch(1);
        model.onRun = () -> awaitUninterruptibly(chained);
        ExecutorService mine = Executors.newSingleThreadExecutor(work -> new Thread(work, "mine"));
        try (var runner = model.runner(1, new AsyncOptions(10, mine))) {
            CompletableFuture<String> name = runner.runAsync(1, "")
                    .thenApply(result -> Thread.currentThread().getName());
            chained.countDown();

            assertThat(name.get(60, TimeUnit.SECONDS)).isEqualTo("mine");
        } finally {
            mine.shutdownNow();
        }
    }

    @Test
    void runAsync_mayCloseFromACallbackOnADirectExecutorWhileOthersWait() throws Exception {
        var runner = model.runner(1, new AsyncOptions(100, Runnable::run));
        CountDownLatch chained = new CountDownLatch(1);
        model.onRun = () -> awaitUninterruptibly(chained);

        CompletableFuture<Void> closing = runner.runAsync(1, "").thenRun(runner::close);
        List<CompletableFuture<Integer>> others =
                IntStream.range(0, 20).mapToObj(i -> runner.runAsync(i, "")).toList();
        chained.countDown();

        closing.get(60, TimeUnit.SECONDS);
        for (int i = 0; i < others.size(); i++) {
            assertThat(others.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(2 * i);
        }
    }

    @Test
    void runAsync_completesEvenIfTheGivenExecutorRefuses() throws Exception {
        ExecutorService shut = Executors.newSingleThreadExecutor();
        shut.shutdown();
        try (var runner = model.runner(1, new AsyncOptions(10, shut))) {
            assertThat(runner.runAsync(5, "").get(60, TimeUnit.SECONDS)).isEqualTo(10);
        }
    }

    @Test
    void runAsync_cancelTakesAWaitingCallOutOfTheQueue() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        model.onRun = () -> awaitUninterruptibly(go);
        try (var runner = model.runner(1, new AsyncOptions(1, null))) {
            CompletableFuture<Integer> running = runner.runAsync(1, "");
            awaitRunning();
            CompletableFuture<Integer> waiting = runner.runAsync(2, "");
            assertThat(waiting.cancel(false)).isTrue();

            // There is room for one again.
            CompletableFuture<Integer> third = runner.runAsync(3, "");
            go.countDown();

            assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(third.get(60, TimeUnit.SECONDS)).isEqualTo(6);
        }
        assertThat(model.runs).hasValue(2);
    }

    @Test
    void runAsync_refusesMoreWaitingCallsThanAllowed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        model.onRun = () -> awaitUninterruptibly(go);
        try (var runner = model.runner(1, new AsyncOptions(1, null))) {
            CompletableFuture<Integer> running = runner.runAsync(1, "");
            awaitRunning();
            CompletableFuture<Integer> waiting = runner.runAsync(2, "");

            assertThatThrownBy(() -> runner.runAsync(3, "").join())
                    .hasCauseInstanceOf(TaskOverloadedException.class)
                    .hasMessageContaining("at most 1 calls")
                    .hasMessageContaining("maxWaiting");
            go.countDown();

            assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(4);
        }
    }

    @Test
    void runEach_givesEachInputItsOutcomeWhenNoSessionCanBeMade() {
        model.onNewSession = failing(Integer.MAX_VALUE);
        try (var runner = model.runner(3)) {
            List<Outcome<Integer>> outcomes = runner.runEach(List.of(1, 2, 3, 4, 5), "");

            assertThat(outcomes)
                    .hasSize(5)
                    .allMatch(outcome -> outcome instanceof Outcome.Failure<Integer> failure
                            && failure.error() instanceof InferenceException);
        }
    }

    @Test
    void runEach_keepsOtherResultsWhenOneSessionCannotBeMade() {
        model.onNewSession = failing(1);
        try (var runner = model.runner(3)) {
            List<Outcome<Integer>> outcomes =
                    runner.runEach(IntStream.range(0, 40).boxed().toList(), "");

            assertThat(outcomes.stream().filter(outcome -> !outcome.isSuccess()))
                    .hasSize(1);
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i).isSuccess()) {
                    assertThat(outcomes.get(i).orThrow()).isEqualTo(2 * i);
                }
            }
        }
    }

    @Test
    void runEach_leavesNothingRunningWhenAnErrorIsThrown() {
        AtomicBoolean first = new AtomicBoolean(true);
        model.onRun = () -> {
            if (first.getAndSet(false)) {
                throw new StackOverflowError("made by the test");
            }
        };
        var runner = model.runner(3);

        assertThatThrownBy(() -> runner.runEach(IntStream.range(0, 100).boxed().toList(), ""))
                .isInstanceOf(StackOverflowError.class);
        runner.close();

        int after = model.runs.get();
        assertThat(model.openSessions).hasValue(0);
        assertThat(model.runs).hasValue(after);
    }

    @Test
    void runEach_namesABadInputAndKeepsTheOthers() {
        model.batchSize = 3;
        try (var runner = model.runner(2)) {
            List<Outcome<Integer>> outcomes = runner.runEach(List.of(1, -2, 3, 4, 5, -6, 7), "");

            assertThat(outcomes.get(1))
                    .isInstanceOfSatisfying(
                            Outcome.Failure.class,
                            failure -> assertThat(failure.error())
                                    .isInstanceOf(BadInputException.class)
                                    .hasMessageContaining("-2"));
            assertThat(outcomes.get(6).orThrow()).isEqualTo(14);
            assertThat(outcomes.stream().filter(Outcome::isSuccess)).hasSize(5);
        }
    }

    @Test
    void mixedCalls_onSixteenThreadsAllEnd() throws Exception {
        try (var runner = model.runner(2)) {
            Runnable[] parts = IntStream.range(0, 16)
                    .mapToObj(i -> (Runnable) () -> mixed(runner, i))
                    .toArray(Runnable[]::new);

            Together.run(parts);
        }
    }

    private static void mixed(TaskRunner<Integer, String, String, Integer> runner, int thread) {
        for (int i = 0; i < 50; i++) {
            switch ((thread + i) % 4) {
                case 0 -> assertThat(runner.run(i, "")).isEqualTo(2 * i);
                case 1 ->
                    assertThat(runner.runEach(List.of(i, i + 1, i + 2), "")).allMatch(Outcome::isSuccess);
                case 2 ->
                    assertThat(runner.runAsync(i, "")
                                    .thenApply(result -> runner.run(result, ""))
                                    .join())
                            .isEqualTo(4 * i);
                default -> runner.warmUp("");
            }
        }
    }

    @Test
    void close_waitsForQueuedCallsAndLeavesNothing() throws Exception {
        var runner = model.runner(2);
        List<CompletableFuture<Integer>> futures =
                IntStream.range(0, 50).mapToObj(i -> runner.runAsync(i, "")).toList();

        runner.close();

        int runs = model.runs.get();
        assertThat(runs).isEqualTo(50);
        assertThat(model.openSessions).hasValue(0);
        assertThat(model.openPreparers).hasValue(0);
        assertThat(model.engineThreads).noneMatch(Thread::isAlive);
        for (int i = 0; i < futures.size(); i++) {
            assertThat(futures.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(2 * i);
        }
    }

    @Test
    void close_onEveryThreadReturnsOnlyWhenAllIsFreed() throws Exception {
        var runner = model.runner(2);
        runner.warmUp("");
        Runnable close = () -> {
            runner.close();
            assertThat(model.openSessions).hasValue(0);
            assertThat(model.closed).isTrue();
        };

        Together.run(close, close, close, close);
    }

    @Test
    void close_keepsTheInterrupt() {
        var runner = model.runner(2);
        runner.runEach(List.of(1, 2, 3), "");
        Thread.currentThread().interrupt();

        runner.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(model.closed).isTrue();
    }

    @Test
    void close_refusesLaterCalls() {
        var runner = model.runner(1);
        runner.close();

        assertThatThrownBy(() -> runner.run(1, "")).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(() -> runner.runAsync(1, "")).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(() -> runner.runEach(List.of(1), "")).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(() -> runner.warmUp("")).isInstanceOf(TaskClosedException.class);
    }

    private void awaitRunning() {
        while (model.engineThreads.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody let the engine go on");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Fails so many times, then no more. */
    private static Runnable failing(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return () -> {
            if (left.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                throw new IllegalStateException("made by the test");
            }
        };
    }
}
