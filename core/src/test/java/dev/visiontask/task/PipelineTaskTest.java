package dev.visiontask.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.InferenceException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskClosedException;
import dev.visiontask.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PipelineTaskTest {
    private static final class Builder extends TaskBuilder<Builder> {
        @Override
        protected Builder self() {
            return this;
        }
    }

    private static final class Chain extends PipelineTask<String, String, String> {
        private final UnaryOperator<String> work;
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final List<String> seen = new ArrayList<>();
        private volatile boolean freed;

        Chain(int concurrency, UnaryOperator<String> work) {
            super("chain", new Builder().concurrency(concurrency), "");
            this.work = work;
        }

        @Override
        protected String process(String input, String options) {
            if (freed) {
                throw new IllegalStateException("freed");
            }
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                synchronized (seen) {
                    seen.add(input);
                }
                return work.apply(input) + options;
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        protected String example() {
            return "example";
        }

        @Override
        protected void warmParts() {
            seen.add("parts");
        }

        @Override
        protected void free() {
            freed = true;
        }

        @Override
        public TaskInfo info() {
            throw new UnsupportedOperationException();
        }
    }

    private static String pause(String input) {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return input;
    }

    @Test
    void run_givesWhatProcessGives() {
        try (Chain chain = new Chain(1, String::toUpperCase)) {
            assertThat(chain.run("a")).isEqualTo("A");
            assertThat(chain.run("a", "!")).isEqualTo("A!");
        }
    }

    @Test
    void run_wrapsWhatAPartThrowsAndStaysUsable() {
        try (Chain chain = new Chain(1, input -> input.substring(1))) {
            assertThatThrownBy(() -> chain.run(""))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("A part of the task failed");
            assertThat(chain.run("ab")).isEqualTo("b");
        }
    }

    @Test
    void runEach_givesEachItsOwnOutcome() {
        UnaryOperator<String> picky = input -> {
            if (input.isEmpty()) {
                throw new BadInputException("empty");
            }
            return input;
        };
        try (Chain chain = new Chain(2, picky)) {
            List<Outcome<String>> outcomes = chain.runEach(List.of("a", "", "b"));

            assertThat(outcomes.get(0).orThrow()).isEqualTo("a");
            assertThatThrownBy(() -> outcomes.get(1).orThrow()).isInstanceOf(BadInputException.class);
            assertThat(outcomes.get(2).orThrow()).isEqualTo("b");
        }
    }

    @Test
    void process_isEnteredByNoMoreThreadsThanConcurrencySays() {
        try (Chain chain = new Chain(2, PipelineTaskTest::pause)) {
            List<CompletableFuture<Void>> callers = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        chain.run("run");
                        chain.runBatch(List.of("x", "y", "z"));
                        chain.runAsync("async").join();
                    }))
                    .toList();
            callers.forEach(CompletableFuture::join);

            assertThat(chain.most).hasValueLessThanOrEqualTo(2);
            assertThat(chain.seen).hasSize(30);
        }
    }

    @Test
    void runAsync_mayBeFollowedByCallsOfTheSameTask() {
        try (Chain chain = new Chain(1, PipelineTaskTest::pause)) {
            List<CompletableFuture<List<String>>> chained = IntStream.range(0, 8)
                    .mapToObj(i -> chain.runAsync("a").thenApply(first -> chain.runBatch(List.of(first, "b"))))
                    .toList();

            assertThat(chained).allSatisfy(future -> assertThat(future.join()).containsExactly("a", "b"));
        }
    }

    @Test
    void warmUp_warmsThePartsAndTakesTheExampleThrough() {
        try (Chain chain = new Chain(1, UnaryOperator.identity())) {
            chain.warmUp();

            assertThat(chain.seen).containsExactly("parts", "example");
        }
    }

    @Test
    void close_waitsForCallsAndRefusesLaterOnes() {
        Chain chain = new Chain(2, PipelineTaskTest::pause);
        List<CompletableFuture<String>> calls =
                IntStream.range(0, 10).mapToObj(i -> chain.runAsync("a")).toList();

        chain.close();
        chain.close();

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("a"));
        assertThat(chain.freed).isTrue();
        assertThatThrownBy(() -> chain.run("b")).isInstanceOf(TaskClosedException.class);
        assertThatThrownBy(chain::warmUp).isInstanceOf(TaskClosedException.class);
    }
}
