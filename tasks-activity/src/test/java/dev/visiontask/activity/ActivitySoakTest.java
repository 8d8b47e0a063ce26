package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.testkit.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of windows and hundreds of clips: resident memory stays flat, and answers stay the same. */
@Tag("soak")
class ActivitySoakTest {
    private static final int CALLS = Integer.getInteger("soak.calls", 20_000);
    private static final int PARTS = 5;
    private static final long MIB = 1 << 20;
    private static final long ALLOWED_GROWTH = 32;

    private static ActivityRecognizer recognizer() {
        return ActivityRecognizer.builder()
                .model(TestData.path("models/activity/lrcn_ucf50_4"))
                .backend("onnxruntime")
                .setting("clip_sampling", "spread")
                .setting("color", "bgr")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .build();
    }

    /** Windows of 40 frames, and a new one every four. */
    @Test
    void timeline_needsNoMoreMemoryForALongVideo() {
        int windows = Math.max(PARTS, CALLS / 4) / PARTS * PARTS;
        DrawnSource source = new DrawnSource(
                36 + 4L * windows,
                frame -> new byte[] {(byte) frame, (byte) (frame / 7), (byte) (frame / 31)},
                () -> {});
        List<Long> resident = new ArrayList<>();
        int[] count = new int[1];
        try (ActivityRecognizer recognizer = recognizer();
                ActivityTimeline timeline = recognizer.timeline(source, new TimelineOptions(40, 4))) {
            timeline.onWindow(window -> {
                if (++count[0] % (windows / PARTS) == 0) {
                    resident.add(ResidentMemory.bytes() / MIB);
                }
            });
            timeline.forEach(segment -> {});
        }
        assertThat(count[0]).isEqualTo(windows);
        System.out.printf("%d windows; resident MiB after each fifth: %s%n", count[0], resident);
        assertThat(resident.get(PARTS - 1) - resident.get(0)).isLessThan(ALLOWED_GROWTH);
    }

    @Test
    void run_opensAndClosesVideosWithoutALeak() {
        Path video = TestData.path("video/clips/ucf50_test_video.mp4");
        int clips = Math.max(PARTS, CALLS / 40);
        List<Long> resident = new ArrayList<>();
        try (ActivityRecognizer recognizer = recognizer()) {
            Activities expected = recognizer.run(Clip.of(video, 100, 180));
            for (int i = 1; i <= clips; i++) {
                assertThat(recognizer.run(Clip.of(video, 100, 180))).isEqualTo(expected);
                if (i % (clips / PARTS) == 0) {
                    resident.add(ResidentMemory.bytes() / MIB);
                }
            }
        }
        System.out.printf("%d clips; resident MiB after each fifth: %s%n", clips, resident);
        assertThat(resident.get(PARTS - 1) - resident.get(0)).isLessThan(ALLOWED_GROWTH);
    }
}
