package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What PyAV and OpenCV found in the same files. */
class VideoGoldensTest {
    /** The golden allows two levels; both libraries run the same FFmpeg, so that half a level is already much. */
    private static final double LEVELS = 0.5;

    static Stream<Arguments> goldens() throws IOException {
        String text = Files.readString(TestData.path("goldens/activity/video.json"));
        List<Arguments> goldens = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("videos")) {
            JsonObject golden = element.getAsJsonObject();
            goldens.add(Arguments.of(golden.get("video").getAsString(), golden));
        }
        return goldens.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void next_equalsTheGolden(String video, JsonObject golden) {
        JsonObject upright = golden.getAsJsonObject("opencv");
        ImageSize size = new ImageSize(
                upright.get("width").getAsInt(), upright.get("height").getAsInt());
        try (FrameSource frames = Frames.open(TestData.path(video))) {
            assertThat(frames.info().size()).isEqualTo(size);
            assertThat(frames.info().codec()).isEqualTo(golden.get("codec").getAsString());
            assertFirst(golden, frames, size);
            double[] lastMean = {};
            double lastTime = 0;
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                try (Frame current = frame) {
                    lastMean = Look.meanRgb(current);
                    lastTime = Look.seconds(current);
                }
            }
            assertThat(frames.counts().decoded()).isEqualTo(golden.get("frames").getAsLong());
            assertThat(frames.counts().lost()).isZero();
            if (lastMean.length > 0) {
                assertMean(lastMean, golden.getAsJsonArray("mean_rgb_last"));
                assertThat(lastTime).isCloseTo(golden.get("last_time_s").getAsDouble(), within(1e-6));
            }
        }
    }

    private static void assertFirst(JsonObject golden, FrameSource frames, ImageSize size) {
        JsonArray times = golden.getAsJsonArray("first10_time_s");
        JsonArray means = golden.getAsJsonArray("mean_rgb_first10");
        for (int i = 0; i < times.size(); i++) {
            try (Frame frame = Objects.requireNonNull(frames.next())) {
                assertThat(frame.index()).isEqualTo(i);
                assertThat(frame.size()).isEqualTo(size);
                assertThat(Look.seconds(frame)).isCloseTo(times.get(i).getAsDouble(), within(1e-6));
                assertMean(Look.meanRgb(frame), means.get(i).getAsJsonArray());
            }
        }
    }

    private static void assertMean(double[] mean, JsonArray golden) {
        for (int c = 0; c < 3; c++) {
            assertThat(mean[c]).isCloseTo(golden.get(c).getAsDouble(), within(LEVELS));
        }
    }

    static Stream<Arguments> labelled() throws IOException {
        Path labels = TestData.path("video/labels.csv");
        return Files.readAllLines(labels).stream()
                .filter(line -> line.startsWith("clips/") || line.startsWith("transcoded/"))
                .map(line -> Arguments.of(line.substring(0, line.indexOf(',')), count(line)));
    }

    /** From {@code True 164 (240, 320, 3) 25.0 164 0}: the frames read, or those announced if it read none. */
    private static long count(String line) {
        String[] fields =
                line.substring(line.lastIndexOf("True")).replace("\"", "").split(" ", -1);
        long read = Long.parseLong(fields[1]);
        return read > 0 ? read : Long.parseLong(fields[fields.length - 2]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labelled")
    void next_readsEveryFileToItsEnd(String file, long count) {
        try (FrameSource frames = Frames.open(TestData.path("video/" + file))) {
            long[] seen = {0};
            frames.forEach(frame -> assertThat(frame.index()).isEqualTo(seen[0]++));
            assertThat(seen[0]).isEqualTo(count);
            assertThat(frames.counts().lost()).isZero();
        }
    }

    @Test
    void next_acceptsTimesThatRunBackwardsAndCountsThem() {
        try (FrameSource frames = Frames.open(TestData.path("video/clips/apply_eye_makeup.avi"))) {
            frames.forEach(frame -> {});
            assertThat(frames.counts().disordered()).isPositive();
            assertThat(frames.counts().decoded()).isEqualTo(164);
        }
    }

    @ParameterizedTest
    @MethodSource("turned")
    void next_turnsTheStoredPicture(String file, int degrees) {
        Path path = TestData.path(file);
        StoredPicture stored = StoredPicture.first(path);
        try (FrameSource frames = Frames.open(path);
                Frame frame = Objects.requireNonNull(frames.next())) {
            assertThat(frames.info().rotation()).isEqualTo(degrees);
            assertThat(Arrays.equals(Look.bytes(frame), stored.turned(degrees))).isTrue();
        }
    }

    static Stream<Arguments> turned() {
        return Stream.of(
                Arguments.of("video/odd/video_0.mov", 0),
                Arguments.of("video/odd/video_90.mov", 90),
                Arguments.of("video/odd/video_180.mov", 180));
    }
}
