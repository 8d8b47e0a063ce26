package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who closes a stream, when, and what runs afterwards. */
@Timeout(120)
class ResultStreamClosingTest {
    private static final StreamOptions BLOCK = StreamOptions.DEFAULT;
    private static final long SECONDS = 60;

    private final CompletableFuture<ResultStream<Long>> stream = new CompletableFuture<>();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("visiontask-stream")) {
                // Those that closed their stream themselves may be on their way out.
                thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private ResultStream<Long> open(FrameSource source, Function<Frame, Long> work, StreamOptions options) {
        ResultStream<Long> results = ResultStream.map(source, work, options);
        stream.complete(results);
        return results;
    }

    @Test
    void close_byTheWorkItselfEndsTheStream() {
        CountingSource source = new CountingSource(1000, null);
        Function<Frame, Long> closes = frame -> {
            if (frame.index() == 5) {
                stream.join().close();
            }
            return frame.index();
        };
        ResultStream<Long> results = open(source, closes, BLOCK);
        long last = -1;
        for (FrameResult<Long> result = results.next(); result != null; result = results.next()) {
            last = result.index();
        }
        assertThat(last).isLessThan(5);
        results.close();
        assertThat(source.open()).isZero();
        assertThat(source.isClosed()).isTrue();
    }

    /** Each would wait for the other if closing waited. */
    @Test
    void close_byTwoWorkersAtOnceEndsTheStream() throws Exception {
        CountingSource source = new CountingSource(1000, null);
        CyclicBarrier both = new CyclicBarrier(2);
        Function<Frame, Long> closes = frame -> {
            try {
                both.await(SECONDS, TimeUnit.SECONDS);
                stream.join().close();
            } catch (Exception e) {
                // The other one was faster.
                Thread.currentThread().interrupt();
            }
            return frame.index();
        };
        ResultStream<Long> results = open(source, closes, BLOCK.withWorkers(2));
        CompletableFuture<FrameResult<Long>> reading = CompletableFuture.supplyAsync(results::next);
        assertThat(reading.get(SECONDS, TimeUnit.SECONDS)).isNull();
        long start = System.nanoTime();
        results.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        assertThat(source.open()).isZero();
    }

    @Test
    void close_byTheSourceItselfEndsTheStream() {
        CountingSource inner = new CountingSource(1000, null);
        PacedSource source = new PacedSource(inner, 1) {
            @Override
            public @Nullable Frame next() {
                if (inner.given() == 5) {
                    stream.join().close();
                }
                return inner.next();
            }
        };
        ResultStream<Long> results = open(source, Frame::index, BLOCK);
        results.forEach(result -> assertThat(result.index()).isLessThan(5));
        results.close();
        assertThat(inner.isClosed()).isTrue();
        assertThat(inner.open()).isZero();
    }

    @Test
    void close_byManyAtOnceReturnsToEachWhenNothingRunsAnyMore() throws Exception {
        CountingSource source = new CountingSource(100_000, null);
        CountDownLatch working = new CountDownLatch(1);
        Function<Frame, Long> slow = frame -> {
            working.countDown();
            pause(200);
            return frame.index();
        };
        ResultStream<Long> results = open(source, slow, BLOCK.withWorkers(3));
        CompletableFuture<FrameResult<Long>> reading = CompletableFuture.supplyAsync(results::next);
        working.await();
        CompletableFuture<?>[] closing = new CompletableFuture<?>[4];
        for (int i = 0; i < closing.length; i++) {
            closing[i] = CompletableFuture.runAsync(() -> {
                results.close();
                assertThat(source.open()).isZero();
            });
        }
        CompletableFuture.allOf(closing).get(SECONDS, TimeUnit.SECONDS);
        reading.get(SECONDS, TimeUnit.SECONDS);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void close_givesAWorkerThatHangsUp() throws Exception {
        CountingSource source = new CountingSource(10, null);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Function<Frame, Long> hangs = frame -> {
            working.countDown();
            while (goOn.getCount() > 0) {
                Thread.onSpinWait();
            }
            return frame.index();
        };
        ResultStream<Long> results = ResultStream.map(source, hangs, BLOCK, Duration.ofMillis(50));
        CompletableFuture<FrameResult<Long>> reading = CompletableFuture.supplyAsync(results::next);
        working.await();
        Thread.currentThread().interrupt();
        results.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reading.get(SECONDS, TimeUnit.SECONDS)).isNull();
        goOn.countDown();
    }

    @Test
    void next_byTheWorkItselfIsRefused() {
        CountingSource source = new CountingSource(3, null);
        try (ResultStream<Long> results = open(
                source, frame -> Objects.requireNonNull(stream.join().next()).index(), BLOCK)) {
            FrameResult<Long> first = Objects.requireNonNull(results.next());
            assertThatThrownBy(first::value)
                    .hasMessageContaining("next()")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
    }

    /** A task or source that notes an interrupt of its own making must not end the stream in silence, nor stall it. */
    @Test
    void next_givesAllResultsThoughSourceAndWorkLeaveTheirThreadsInterrupted() {
        CountingSource inner = new CountingSource(50, null);
        PacedSource source = new PacedSource(inner, 1) {
            @Override
            public @Nullable Frame next() {
                Thread.currentThread().interrupt();
                return inner.next();
            }
        };
        Function<Frame, Long> interrupts = frame -> {
            Thread.currentThread().interrupt();
            return frame.index();
        };
        try (ResultStream<Long> results = open(source, interrupts, BLOCK.withQueue(1))) {
            assertThat(results.stream()).hasSize(50);
        }
        assertThat(inner.open()).isZero();
    }
}
