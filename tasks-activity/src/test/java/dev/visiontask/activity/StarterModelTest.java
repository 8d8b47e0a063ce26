package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.TaskInfo;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that we ship, on every engine, on the sample clips of the examples and on films and photographs of others. */
class StarterModelTest {
    private static final String MODEL = "camera-motion";
    private static final Path CLIPS = Path.of("..", "examples", "clips");
    /** Frames from the first to the last one that the model looks at. */
    private static final int WINDOW = 29;

    private static final List<String> LABELS =
            List.of("static", "pan-left", "pan-right", "tilt-up", "tilt-down", "zoom-in", "zoom-out", "roll", "shake");

    @ParameterizedTest
    @ValueSource(strings = {"opencv-dnn", "mxnet"})
    void run_givesTheSameScoresOnEveryEngine(String engine) {
        try (ActivityRecognizer reference = open("onnxruntime");
                ActivityRecognizer other = open(engine)) {
            for (String label : LABELS) {
                Clip clip = sample(label);
                Activities expected = reference.run(clip);

                for (Activity found : other.run(clip)) {
                    float score = expected.find(found.label()).orElseThrow().score();
                    assertThat(found.score()).as(label).isCloseTo(score, within(1e-4f));
                }
            }
        }
    }

    @Test
    void run_namesTheMovementsOfTheSampleClips() {
        try (ActivityRecognizer recognizer = ActivityRecognizer.open(MODEL)) {
            assertThat(LABELS)
                    .allSatisfy(label -> assertThat(
                                    recognizer.run(sample(label)).best().label())
                            .isEqualTo(label));
        }
    }

    @Test
    void run_namesMovementsOverPhotographs() throws IOException {
        List<Path> photographs;
        try (Stream<Path> files = Files.walk(TestData.path("images/coco128"))) {
            photographs = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(24)
                    .toList();
        }
        assertThat(photographs).hasSize(24);
        int right = 0;
        int clips = 0;
        try (ActivityRecognizer recognizer = ActivityRecognizer.open(MODEL)) {
            for (Path photograph : photographs) {
                for (String label : LABELS) {
                    Clip clip = MovedPhotograph.clip(photograph, label, clips);
                    right += recognizer.run(clip).best().label().equals(label) ? 1 : 0;
                    clips++;
                }
            }
        }

        assertThat(right / (double) clips).as("%d of %d clips", right, clips).isGreaterThanOrEqualTo(0.9);
    }

    /**
     * In these, looked at one by one, the camera stands on something, while people, hands and cars move. The hardest is
     * the one above a bare road, where cars are nearly all that can be seen.
     */
    @Test
    void timeline_callsFixedCamerasStatic() {
        Map<String, List<Boolean>> still = new LinkedHashMap<>();
        try (ActivityRecognizer recognizer = ActivityRecognizer.open(MODEL)) {
            for (String film : List.of(
                    "asl_book.mkv",
                    "asl_walk.mkv",
                    "car_detection.mp4",
                    "v_Basketball_g01_c01.avi",
                    "apply_eye_makeup.avi")) {
                still.put(film, still(recognizer, TestData.path("video/clips/" + film)));
            }
        }

        assertThat(still.values())
                .as("%s", still)
                .allSatisfy(windows -> assertThat(share(windows)).isGreaterThanOrEqualTo(0.9));
    }

    /** Of each window, whether it is static. */
    private static List<Boolean> still(ActivityRecognizer recognizer, Path film) {
        List<Boolean> still = new ArrayList<>();
        try (ActivityTimeline timeline = recognizer.timeline(Frames.open(film), new TimelineOptions(WINDOW, 8))) {
            timeline.onWindow(window -> still.add(
                    Collections.max(window.scores()).equals(window.scores().get(0))));
            timeline.forEach(segment -> {});
        }
        assertThat(still).isNotEmpty();
        return still;
    }

    private static double share(List<Boolean> windows) {
        return windows.stream().filter(window -> window).count() / (double) windows.size();
    }

    @Test
    void info_namesTheNativeEngineAndTheLicense() {
        try (ActivityRecognizer recognizer = ActivityRecognizer.open(MODEL)) {
            TaskInfo info = recognizer.info();

            assertThat(info.backend()).isEqualTo("onnxruntime");
            assertThat(info.license()).isEqualTo("Apache-2.0");
            assertThat(info.labels()).containsExactlyElementsOf(LABELS);
        }
    }

    private static Clip sample(String label) {
        return Clip.of(CLIPS.resolve(label + ".avi"));
    }

    private static ActivityRecognizer open(String engine) {
        return ActivityRecognizer.builder().model(MODEL).backend(engine).build();
    }
}
