package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.Outcome;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faces in a video of ten minutes, 1920 x 1080 pixels and 30 frames a second: a photo that FFmpeg shows again and again. */
@Tag("soak")
class VideoSoakTest {
    private static final int TEN_MINUTES = 18_000;
    private static final int PARTS = 10;
    private static final long MIB = 1 << 20;
    private static final long ALLOWED_HEAP = 8 * MIB;
    private static final long ALLOWED_RESIDENT = 48 * MIB;

    private static FrameSource video(long frames) {
        Path photo = TestData.path("images/testimages/face.jpg");
        String filters = "movie=" + photo + ",scale=1920:1080,format=yuv420p,loop=loop=-1:size=1:start=0,setpts=N/30/TB"
                + ",trim=end_frame=" + frames;
        try {
            return Frames.openDevice("lavfi:" + filters, FrameOptions.DEFAULT);
        } catch (BackendNotFoundException e) {
            Assumptions.abort("FFmpeg's devices do not load here: " + e.getMessage());
            throw e;
        }
    }

    private static ObjectDetector faces() {
        return RealModels.builder("face_rfb320").backend("onnxruntime").build();
    }

    /** {@code -Dsoak.calls=N} shortens it. */
    @Test
    void stream_answersEveryFrameOfALongVideoInTheSameMemory() {
        int count = Math.min(TEN_MINUTES, Integer.getInteger("soak.calls", TEN_MINUTES)) / PARTS * PARTS;
        List<Long> heap = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        long start = System.nanoTime();
        try (ObjectDetector detector = faces();
                ResultStream<Detections> results = detector.stream(video(count), Backpressure.BLOCK)) {
            List<Detection> expected = List.of();
            for (int i = 0; i < count; i++) {
                FrameResult<Detections> result = Objects.requireNonNull(results.next());
                expected = i == 0 ? result.value().objects() : expected;
                assertThat(result.index()).isEqualTo(i);
                assertThat(result.value().objects()).isNotEmpty().isEqualTo(expected);
                if ((i + 1) % (count / PARTS) == 0) {
                    resident.add(ResidentMemory.bytes() / MIB);
                    heap.add(usedHeap() / MIB);
                }
            }
            assertThat(results.next()).isNull();
            assertThat(results.counts().processed()).isEqualTo(count);
            assertThat(results.counts().dropped() + results.counts().failed()).isZero();
        }
        System.out.printf(
                "%d frames of 1920x1080 through detection in %.0f s; after each tenth, in MiB: heap %s, resident %s%n",
                count, (System.nanoTime() - start) / 1e9, heap, resident);
        assertThat(heap.get(PARTS - 1) - heap.get(0)).isLessThan(ALLOWED_HEAP / MIB);
        assertThat(resident.get(PARTS - 1) - resident.get(0)).isLessThan(ALLOWED_RESIDENT / MIB);
    }

    @Test
    void stream_accountsForEveryFrameWhenTheTaskIsSlow() {
        int count = Math.min(900, Integer.getInteger("soak.calls", 900));
        StreamOptions latest = StreamOptions.DEFAULT.withBackpressure(Backpressure.LATEST);
        try (ObjectDetector detector = faces();
                ResultStream<Detections> results =
                        ResultStream.map(video(count), frame -> slowly(detector, frame), latest)) {
            long answers = 0;
            long last = -1;
            for (FrameResult<Detections> result : results) {
                assertThat(result.index()).isGreaterThan(last);
                assertThat(result.outcome()).isInstanceOf(Outcome.Success.class);
                last = result.index();
                answers++;
            }
            System.out.printf(
                    "%d frames: %d answers, %d dropped%n",
                    count, answers, results.counts().dropped());
            assertThat(last).isEqualTo(count - 1);
            assertThat(results.counts().decoded()).isEqualTo(count);
            assertThat(results.counts().dropped()).isPositive();
            assertThat(answers + results.counts().dropped()).isEqualTo(count);
        }
    }

    private static Detections slowly(ObjectDetector detector, Frame frame) {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return detector.run(frame.image());
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
