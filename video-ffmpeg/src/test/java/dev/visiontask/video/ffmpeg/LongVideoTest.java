package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.Backpressure;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameResult;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import dev.visiontask.video.ResultStream;
import dev.visiontask.video.StreamOptions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams over long and live video, which FFmpeg itself draws. */
class LongVideoTest {
    private static final long ALLOWED_GROWTH = 64L << 20;

    private static FrameSource drawn(String parameters) {
        try {
            return Frames.openDevice("lavfi:testsrc=" + parameters, FrameOptions.DEFAULT);
        } catch (BackendNotFoundException e) {
            Assumptions.abort("FFmpeg's devices do not load here: " + e.getMessage());
            throw e;
        }
    }

    @Test
    void openDevice_givesALiveSource() {
        try (FrameSource frames = drawn("size=64x48:rate=10:duration=2")) {
            assertThat(frames.info().live()).isTrue();
            List<Look.Print> prints = Look.prints(frames);
            assertThat(prints).hasSize(20);
            assertThat(prints.get(7).seconds()).isEqualTo(0.7);
        }
    }

    @Test
    void next_dropsWhatASlowTaskCannotTake() {
        FrameSource frames = Frames.open(TestData.path("video/clips/arm_wrestling.mp4"));
        StreamOptions latest = StreamOptions.DEFAULT.withBackpressure(Backpressure.LATEST);
        try (ResultStream<Long> results = ResultStream.map(frames, LongVideoTest::slowly, latest)) {
            List<Long> values = results.stream().map(FrameResult::value).toList();
            assertThat(values).isSorted().doesNotHaveDuplicates().contains(279L);
            assertThat(results.counts().dropped()).isPositive();
            assertThat(results.counts().dropped() + values.size()).isEqualTo(280);
        }
    }

    private static Long slowly(Frame frame) {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return frame.index();
    }

    /** Ten minutes at thirty frames a second: {@code -Dsoak.calls=18000}. */
    @Test
    @Tag("soak")
    void next_needsNoMoreMemoryForALongVideo() {
        long count = Math.min(18_000, Long.getLong("soak.calls", 18_000));
        long start = 0;
        long heap = 0;
        try (FrameSource frames = drawn("size=1920x1080:rate=30");
                ResultStream<Long> results = ResultStream.map(frames, frame -> frame.index(), StreamOptions.DEFAULT)) {
            for (long i = 0; i < count; i++) {
                FrameResult<Long> result = Objects.requireNonNull(results.next());
                assertThat(result.value()).isEqualTo(i);
                if (i == count / 10) {
                    start = ResidentMemory.bytes();
                    heap = used();
                }
            }
            long end = ResidentMemory.bytes();
            System.out.printf(
                    "%d frames of 1920x1080: resident %d MiB after a tenth, %d MiB at the end; heap %d and %d MiB%n",
                    count, start >> 20, end >> 20, heap >> 20, used() >> 20);
            assertThat(end - start).isLessThan(ALLOWED_GROWTH);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
