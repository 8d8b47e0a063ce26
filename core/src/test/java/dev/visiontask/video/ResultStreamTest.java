package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.TaskClosedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ResultStreamTest {
    private static final StreamOptions BLOCK = StreamOptions.DEFAULT;

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("visiontask-stream"));
    }

    private static List<Long> indexes(ResultStream<?> results) {
        List<Long> indexes = new ArrayList<>();
        results.forEach(result -> indexes.add(result.index()));
        return indexes;
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void next_answersEveryFrameInOrderThoughAnsweredSideBySide() {
        CountingSource source = new CountingSource(200, null);
        AtomicInteger most = new AtomicInteger();
        Function<Frame, Long> work = frame -> {
            most.accumulateAndGet(source.open(), Math::max);
            pause(frame.index() % 3);
            return frame.index() * 10;
        };
        try (ResultStream<Long> results = ResultStream.map(source, work, BLOCK.withWorkers(3))) {
            List<Long> values = new ArrayList<>();
            results.forEach(result -> values.add(result.value()));
            assertThat(values).isEqualTo(upTo(200).stream().map(i -> i * 10).toList());
            assertThat(results.counts()).isEqualTo(new StreamCounts(200, 200, 0, 0));
        }
        // Four that wait, three at work, one on its way into the queue.
        assertThat(most.get()).isBetween(2, 8);
        assertThat(source.open()).isZero();
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void map_readsNothingBeforeTheFirstAnswerIsAskedFor() {
        CountingSource source = new CountingSource(10, null);
        try (ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK)) {
            pause(30);
            assertThat(source.given()).isZero();
            assertThat(Objects.requireNonNull(results.next()).index()).isZero();
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void next_readsNoFurtherAheadThanTheQueuesHold() {
        CountingSource source = new CountingSource(1000, null);
        try (ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK.withQueue(2))) {
            results.next();
            pause(100);
            // One taken, three answers waiting, two frames waiting, one on its way.
            assertThat(source.given()).isLessThanOrEqualTo(8);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Backpressure.class,
            names = {"LATEST", "DROP_OLDEST"})
    void next_leavesFramesOutWhenTheTaskIsSlow(Backpressure backpressure) {
        CountingSource source = new CountingSource(300, null);
        Function<Frame, Long> slow = frame -> {
            pause(2);
            return frame.index();
        };
        try (ResultStream<Long> results =
                ResultStream.map(new PacedSource(source, 200), slow, BLOCK.withBackpressure(backpressure))) {
            List<Long> indexes = indexes(results);
            assertThat(indexes).isSorted().doesNotHaveDuplicates().contains(299L);
            StreamCounts counts = results.counts();
            assertThat(counts.dropped()).isPositive();
            assertThat(counts.dropped() + indexes.size()).isEqualTo(300);
            assertThat(counts.processed()).isEqualTo(indexes.size());
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void next_givesTheErrorOfAFrameAndGoesOn() {
        CountingSource source = new CountingSource(10, null);
        Function<Frame, Long> work = frame -> {
            if (frame.index() == 3) {
                throw new BadInputException("third");
            }
            if (frame.index() == 5) {
                throw new IllegalArgumentException("fifth");
            }
            return frame.index();
        };
        try (ResultStream<Long> results = ResultStream.map(source, work, BLOCK)) {
            List<FrameResult<Long>> all = results.stream().toList();
            assertThat(all).hasSize(10);
            assertThat(all.stream().filter(result -> !result.outcome().isSuccess()))
                    .extracting(FrameResult::index)
                    .containsExactly(3L, 5L);
            assertThatThrownBy(all.get(3)::value)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("third");
            assertThatThrownBy(all.get(5)::value)
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("fifth");
            assertThat(results.counts()).isEqualTo(new StreamCounts(10, 8, 0, 2));
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void next_givesTheAnswersBeforeTheFailureOfTheSourceThrowsIt() {
        CountingSource source = new CountingSource(5, new BadInputException("cable cut"));
        try (ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK)) {
            for (long i = 0; i < 5; i++) {
                assertThat(Objects.requireNonNull(results.next()).index()).isEqualTo(i);
            }
            assertThatThrownBy(results::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("cable cut");
        }
    }

    @Test
    void next_throwsWhenTheSourceIsClosedUnderway() {
        CountingSource source = new CountingSource(1_000_000, null);
        try (ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK)) {
            results.next();
            source.close();
            assertThatThrownBy(() -> indexes(results)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void next_endsWhenTheTaskIsClosedUnderway() {
        CountingSource source = new CountingSource(100, null);
        Function<Frame, Long> work = frame -> {
            if (frame.index() == 3) {
                throw new TaskClosedException("closed");
            }
            return frame.index();
        };
        try (ResultStream<Long> results = ResultStream.map(source, work, BLOCK)) {
            assertThatThrownBy(() -> indexes(results)).isInstanceOf(TaskClosedException.class);
            pause(20);
            StreamCounts counts = results.counts();
            assertThat(counts.processed() + counts.dropped() + counts.failed()).isEqualTo(counts.decoded());
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void next_throwsTheErrorOfATask() {
        CountingSource source = new CountingSource(100, null);
        Function<Frame, Long> work = frame -> {
            throw new StackOverflowError("deep");
        };
        try (ResultStream<Long> results = ResultStream.map(source, work, BLOCK)) {
            assertThatThrownBy(results::next).isInstanceOf(StackOverflowError.class);
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void close_fromAnotherThreadEndsTheWaitForAnAnswer() throws Exception {
        CountingSource source = new CountingSource(100, null);
        CountDownLatch working = new CountDownLatch(1);
        Function<Frame, Long> hangs = frame -> {
            working.countDown();
            pause(60_000);
            return frame.index();
        };
        ResultStream<Long> results = ResultStream.map(source, hangs, BLOCK);
        CompletableFuture<List<Long>> reading = CompletableFuture.supplyAsync(() -> indexes(results));
        working.await();
        results.close();
        assertThat(reading.get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(results.next()).isNull();
        assertThat(source.open()).isZero();
        results.close();
    }

    @Test
    void close_beforeAnythingWasReadStartsNoThread() {
        CountingSource source = new CountingSource(100, null);
        ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK);
        results.close();
        assertThat(results.next()).isNull();
        assertThat(source.given()).isZero();
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void next_endsWhenTheReaderIsInterrupted() {
        CountingSource source = new CountingSource(100, null);
        Function<Frame, Long> hangs = frame -> {
            pause(60_000);
            return 0L;
        };
        try (ResultStream<Long> results = ResultStream.map(source, hangs, BLOCK)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(results::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void keepFrames_handsTheFramesToTheCaller() {
        CountingSource source = new CountingSource(20, null);
        try (ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK.withKeepFrames(true))) {
            for (FrameResult<Long> result : results) {
                try (Frame frame = Objects.requireNonNull(result.frame())) {
                    assertThat(frame.index()).isEqualTo(result.index());
                    assertThat(frame.image()).isNotNull();
                }
            }
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void keepFrames_closesWhatNobodyTook() {
        CountingSource source = new CountingSource(20, null);
        try (ResultStream<Long> results = ResultStream.map(source, Frame::index, BLOCK.withKeepFrames(true))) {
            try (Frame frame = Objects.requireNonNull(results.next()).frame()) {
                assertThat(frame).isNotNull();
            }
            pause(30);
        }
        assertThat(source.open()).isZero();
    }

    @Test
    void stream_ofATaskAnswersAsManyFramesAtATimeAsTheTask() {
        CountingSource source = new CountingSource(40, null);
        SizeTask task = new SizeTask(3);
        try (ResultStream<ImageSize> results = task.stream(source, Backpressure.BLOCK)) {
            assertThat(results.stream().map(FrameResult::value)).hasSize(40).containsOnly(new ImageSize(2, 1));
        }
        assertThat(task.mostAtATime()).isEqualTo(3);
        assertThat(task.isClosed()).isFalse();
    }

    @Test
    void iterator_isGivenOnce() {
        try (ResultStream<Long> results = ResultStream.map(new CountingSource(3, null), Frame::index, BLOCK)) {
            assertThat(indexes(results)).hasSize(3);
            assertThatThrownBy(results::iterator).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void map_readsARealVideo(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("a.avi"), new TestAvi().addPictures(10).bytes(1, 10, 10));
        try (ResultStream<Seen> results = ResultStream.map(Frames.open(file), Seen::of, BLOCK)) {
            List<FrameResult<Seen>> all = results.stream().toList();
            assertThat(all).hasSize(10);
            assertThat(all.get(4).time()).isEqualTo(Duration.ofMillis(400));
            assertThat(all.get(4).value().gray()).isBetween(TestAvi.gray(4) - 2, TestAvi.gray(4) + 2);
        }
    }
}
