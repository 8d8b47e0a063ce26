package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading ahead of the windows: what is read, and how it ends. */
@Timeout(30)
class TimelineThreadsTest {
    private static final TimelineOptions OPTIONS = new TimelineOptions(8, 4).withSmoothing(1);

    @TempDir
    Path folder;

    private ActivityRecognizer recognizer;

    @BeforeEach
    void open() throws IOException {
        FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 2, 2)), folder);
        recognizer = ActivityRecognizer.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("clip_length", 2)
                .setting("clip_sampling", "segments")
                .setting("rescale_factor", 1 / 255.0)
                .setting("activation", "none")
                .setting("labels", List.of("red", "green", "blue"))
                .build();
    }

    @AfterEach
    void noThreadIsLeft() {
        recognizer.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("visiontask-timeline"));
    }

    private static byte[] redThenBlue(long frame) {
        return frame < 20 ? new byte[] {0, 0, (byte) 255} : new byte[] {(byte) 255, 0, 0};
    }

    @Test
    void next_makesPixelsOfNoMoreThanTheWindowsLookAt() {
        DrawnSource source = new DrawnSource(40, TimelineThreadsTest::redThenBlue, () -> {});
        List<ActivitySegment> found = new ArrayList<>();
        try (ActivityTimeline timeline = recognizer.timeline(source, OPTIONS)) {
            timeline.forEach(found::add);
        }

        assertThat(found).extracting(segment -> segment.activity().label()).containsExactly("red", "blue");
        assertThat(found.get(1).endFrame()).isEqualTo(40);
        // Two of eight frames, at 2 and 6, and windows every four: of those after the first window each fourth.
        long[] looked = LongStream.concat(LongStream.range(0, 8), LongStream.of(10, 14, 18, 22, 26, 30, 34, 38))
                .toArray();
        assertThat(source.drawn)
                .containsExactlyElementsOf(LongStream.of(looked).boxed().toList());
    }

    @Test
    void next_isNoFurtherAheadThanTwoHops() throws InterruptedException {
        DrawnSource source = new DrawnSource(1000, TimelineThreadsTest::redThenBlue, () -> {});
        try (ActivityTimeline timeline = recognizer.timeline(source, OPTIONS)) {
            assertThat(source.position).hasValue(0);
            ActivitySegment first = timeline.next();
            assertThat(first).isNotNull();
            TimeUnit.MILLISECONDS.sleep(50);
            // The window that ends the first segment, and two hops more.
            assertThat(source.position.get()).isLessThanOrEqualTo(20 + OPTIONS.window() + 2 * OPTIONS.hop());
        }
    }

    @Test
    void next_throwsWhatTheSourceThrows() {
        DrawnSource source = new DrawnSource(10, TimelineThreadsTest::redThenBlue, () -> {
            throw new BadInputException("broken");
        });
        try (ActivityTimeline timeline = recognizer.timeline(source, OPTIONS)) {
            assertThatThrownBy(timeline::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("broken");
            assertThatThrownBy(timeline::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("broken");
        }
    }

    /** A source may note an interrupt of its own; the timeline must not take it for the end of the video. */
    @Test
    void next_readsToTheEndThoughTheSourceLeavesItsThreadInterrupted() {
        LongFunction<byte[]> interrupts = frame -> {
            Thread.currentThread().interrupt();
            return redThenBlue(frame);
        };
        List<ActivitySegment> found = new ArrayList<>();
        try (ActivityTimeline timeline = recognizer.timeline(new DrawnSource(40, interrupts, () -> {}), OPTIONS)) {
            timeline.forEach(found::add);
        }
        assertThat(found).extracting(segment -> segment.activity().label()).containsExactly("red", "blue");
        assertThat(found.get(1).endFrame()).isEqualTo(40);
    }

    /** It would wait for itself. */
    @Test
    void close_byTheSourceItselfEndsTheTimeline() throws Exception {
        CompletableFuture<ActivityTimeline> own = new CompletableFuture<>();
        DrawnSource source = new DrawnSource(10, TimelineThreadsTest::redThenBlue, () -> {
            own.join().close();
            own.join().close();
        });
        ActivityTimeline timeline = recognizer.timeline(source, OPTIONS);
        own.complete(timeline);
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> timeline.next() == null);
        assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
        timeline.close();
    }

    @Test
    void close_onAnInterruptedThreadLeavesNoThread() {
        DrawnSource source = new DrawnSource(1000, TimelineThreadsTest::redThenBlue, () -> {});
        ActivityTimeline timeline = recognizer.timeline(source, OPTIONS);
        assertThat(timeline.next()).isNotNull();
        Thread.currentThread().interrupt();
        timeline.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void close_fromAnotherThreadEndsACallThatWaits() throws Exception {
        DrawnSource source = DrawnSource.stalling(10);
        ActivityTimeline timeline = recognizer.timeline(source, OPTIONS);
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> timeline.next() == null);
        while (source.position.get() < 10) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        timeline.close();

        assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(source.closed.getCount()).isZero();
        assertThat(timeline.next()).isNull();
        timeline.close();
    }

    @Test
    void next_endsWhenTheCallerIsInterrupted() {
        try (ActivityTimeline timeline = recognizer.timeline(DrawnSource.stalling(3), OPTIONS)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(timeline::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void close_withoutAnyCallClosesTheSource() {
        DrawnSource source = DrawnSource.stalling(3);
        recognizer.timeline(source, OPTIONS).close();

        assertThat(source.closed.getCount()).isZero();
        assertThat(source.position).hasValue(0);
    }
}
