package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What overlapping windows cost beyond what must be: decoding the video once, and the engine's time for each window.
 * Time on the wall is what counts, where decoding and the engine overlap; the processor time of all threads is printed,
 * too.
 */
@Tag("soak")
class TimelineCostTest {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int FIVE_MINUTES = 7500;
    private static final int ROUNDS = 5;
    private static final double MOST = 1.15;
    private static final int WINDOW = 80;
    private static final int HOP = 20;

    @TempDir
    Path folder;

    /** Seconds of a clock on the wall and of all processors. */
    private record Cost(double wall, double processor) {
        static Cost of(Runnable work) {
            long wall = System.nanoTime();
            long processor = SYSTEM.getProcessCpuTime();
            work.run();
            return new Cost((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - processor) / 1e9);
        }

        Cost plus(Cost other) {
            return new Cost(wall + other.wall, processor + other.processor);
        }
    }

    @Test
    void timeline_costsLittleMoreThanDecodingAndTheEngine() {
        Path video = folder.resolve("long.mp4");
        int frames = (int) Math.min(FIVE_MINUTES, Long.getLong("soak.calls", FIVE_MINUTES));
        RepeatedVideo.write(TestData.path("video/clips/ucf50_test_video.mp4"), video, frames);
        int windows = (frames - WINDOW) / HOP + 1;
        Cost floor = new Cost(0, 0);
        Cost timeline = new Cost(0, 0);
        try (ActivityRecognizer recognizer = open()) {
            for (int round = 0; round <= ROUNDS; round++) {
                Cost decode = Cost.of(() -> assertThat(decode(video)).isEqualTo(frames));
                Cost engine = Cost.of(() -> {
                    for (int i = 0; i < windows; i++) {
                        recognizer.warmUp();
                    }
                });
                Cost all = Cost.of(() -> assertThat(windows(recognizer, video)).isEqualTo(windows));
                System.out.printf(
                        "%d frames, %d windows: decode %.2f s (processors %.2f s), engine %.2f s (%.2f s),"
                                + " timeline %.2f s (%.2f s)%n",
                        frames,
                        windows,
                        decode.wall,
                        decode.processor,
                        engine.wall,
                        engine.processor,
                        all.wall,
                        all.processor);
                if (round > 0) {
                    floor = floor.plus(decode).plus(engine);
                    timeline = timeline.plus(all);
                }
            }
        }
        System.out.printf(
                "timeline / (decode + engine) after the first round: %.3f on the wall, %.3f of the processors%n",
                timeline.wall / floor.wall, timeline.processor / floor.processor);
        assertThat(timeline.wall / floor.wall).isLessThanOrEqualTo(MOST);
    }

    private static ActivityRecognizer open() {
        return ActivityRecognizer.builder()
                .model(TestData.path("models/activity/lrcn_ucf50_4"))
                .backend("onnxruntime")
                .setting("clip_sampling", "spread")
                .setting("color", "bgr")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .build();
    }

    private static int decode(Path video) {
        int count = 0;
        try (FrameSource source = Frames.open(video)) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                count++;
                frame.close();
            }
        }
        return count;
    }

    private static int windows(ActivityRecognizer recognizer, Path video) {
        int[] count = new int[1];
        try (ActivityTimeline timeline = recognizer
                .timeline(Frames.open(video), new TimelineOptions(WINDOW, HOP))
                .onWindow(window -> count[0]++)) {
            timeline.forEach(segment -> {});
        }
        return count[0];
    }
}
