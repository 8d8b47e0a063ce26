package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.starter.StarterModels;
import dev.visiontask.testkit.TestData;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizeTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private Path model = Path.of("");
    private Path video = Path.of("");

    @BeforeEach
    void modelAndVideo() throws IOException {
        model = ColorModel.write(folder.resolve("model"));
        video = ColorClip.write(folder.resolve("red then blue"), 8, new Color(255, 51, 0), Color.BLUE);
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--model", model.toString(), "--set", "clip_length=4"));
        args.addAll(List.of(more));
        return Recognize.run(capture.terminal(), args.toArray(String[]::new));
    }

    @Test
    void run_printsClassesAndWhichFramesWereLookedAt() {
        assertThat(run(video.toString(), "--top", "1", "--end-frame", "8"))
                .as("%s", capture)
                .isZero();

        assertThat(capture.out().lines().toList().get(0)).matches("video +label +score  engine +ms");
        assertThat(capture.out())
                .containsPattern("red then blue +red +1.0000  fake +\\d+\\.\\d\n")
                .containsPattern("1 answered, 0 failed, [0-9.]+ videos/s")
                .contains(video + ": looked at the frames 1 3 5 7\n");
    }

    @Test
    void run_answersTheOtherVideosWhenOneIsBroken() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.avi"), "no video");
        Path json = folder.resolve("answers.jsonl");

        int code = run(
                broken.toString(),
                video.toString(),
                "--start-frame",
                "8",
                "--end-frame",
                "12",
                "--top",
                "1",
                "--json",
                json.toString());

        assertThat(code).as("%s", capture).isEqualTo(ExitCode.FAILED);
        List<String> lines = Files.readAllLines(json);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("{\"source\":\"" + broken + "\",\"error\":{\"type\":\"BadInputException\"");
        assertThat(lines.get(1).replaceAll("\"millis\":[0-9.]+}", "\"millis\":#}"))
                .isEqualTo("{\"source\":\"" + video + "\",\"backend\":\"fake\",\"start_frame\":8,\"end_frame\":12,"
                        + "\"passes\":[[8,9,10,11]],\"classes\":[{\"index\":2,\"label\":\"blue\",\"score\":1.0}],"
                        + "\"millis\":#}");
        assertThat(capture.out()).doesNotContain("looked at");
        assertThat(capture.err()).contains("BadInputException", "broken.avi");
    }

    @Test
    void run_writesReportWithFramesOfTheVideo() throws IOException {
        Path report = folder.resolve("report");

        assertThat(run("--input", video.toString(), "--report", report.toString()))
                .as("%s", capture)
                .isZero();

        assertThat(Files.readString(report.resolve("index.html")))
                .contains("<h2>Videos</h2>", "red then blue", "pictures/0001-red_then_blue.jpg")
                .doesNotContain("cannot be shown");
        assertThat(report.resolve("pictures/0001-red_then_blue.jpg")).isNotEmptyFile();
    }

    @Test
    void run_writesTimelineAsOnePage() throws IOException {
        Path page = folder.resolve("new/timeline.html");
        Path json = folder.resolve("segments.jsonl");

        int code =
                run(video.toString(), "--timeline=" + page, "--window", "4", "--hop", "1", "--json", json.toString());

        assertThat(code).as("%s", capture).isZero();
        assertThat(Files.readAllLines(json))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{\"source\":\"" + video + "\",\"start_frame\":"));
        assertThat(capture.out())
                .containsPattern("0:00.0 +0:00.3 +0 +\\d +red +\\d\\.\\d+\n")
                .contains("16 frames of 64x48", "2 segments; windows of 4 frames, a new one every 1, by model on fake")
                .contains("timeline: " + page);
        assertThat(capture.err()).contains("fake: 13 of 13");
        assertThat(Files.readString(page))
                .contains("Timeline of red then blue", "id=\"segment-2\"", "href=\"#segment-2\"")
                .contains("src=\"data:image/jpeg;base64,", "scores of red", "rescale_factor")
                .doesNotContain("<script", "http:", "https:", "src=\"pictures", "no picture kept", "gr<e>en");
    }

    @Test
    void run_failsWhenTheVideoOfATimelineIsBroken() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.avi"), "no video");

        assertThat(run(broken.toString(), "--timeline", folder.resolve("t.html").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(capture.err()).contains("BadInputException", "broken.avi");
        assertThat(folder.resolve("t.html")).doesNotExist();
    }

    @Test
    void run_showsWhatIsThereOfATruncatedVideo() {
        Path page = folder.resolve("t.html");

        int code = Recognize.run(
                capture.terminal(),
                TestData.path("video/odd/truncated_150k_noindex.avi").toString(),
                "--model",
                StarterModels.CAMERA_MOTION,
                "--timeline",
                page.toString());

        assertThat(code).as("%s", capture).isEqualTo(ExitCode.FAILED);
        assertThat(capture.out()).contains("60 frames of 340x256").containsPattern("\\d+ frames lost");
        assertThat(page).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0.9, 0.7, 0.5, 0.3})
    void run_saysThatAVideoLacksItsEnd(double share) throws IOException {
        byte[] film = Files.readAllBytes(ExamplesFolder.find().resolve("clips/film.avi"));
        Path whole = Files.write(folder.resolve("whole.avi"), film);
        Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(film, (int) (film.length * share)));

        int code = run(whole.toString(), cut.toString());

        assertThat(code).as("%s", capture).isEqualTo(ExitCode.FAILED);
        assertThat(capture.out()).contains("2 answered, 0 failed");
        assertThat(capture.err().lines().filter(line -> line.startsWith("lost")))
                .singleElement()
                .asString()
                .startsWith("lost: " + cut + ": the file ends ")
                .endsWith("copy it again");
    }

    @Test
    void run_showsTheSampleFilmWithoutOptions() {
        assertThat(Recognize.run(capture.terminal())).as("%s", capture).isZero();

        assertThat(capture.out())
                .containsSubsequence("static", "pan-right", "zoom-in", "tilt-down", "roll", "pan-left", "timeline: ");
    }

    @Test
    void run_givesUsageErrorWhenCalledWrongly() {
        String page = folder.resolve("t.html").toString();
        List<List<String>> wrong = List.of(
                List.of(),
                List.of("no-such.avi"),
                List.of(video.toString(), "--start-frame", "4", "--end-frame", "4"),
                List.of(video.toString(), "--top", "few"),
                List.of(video.toString(), "--window", "4"),
                List.of(video.toString(), "--set", "clip_sampling=some"),
                List.of("--timeline", page),
                List.of(video.toString(), video.toString(), "--timeline", page),
                List.of("no-such.avi", "--timeline", page),
                List.of(video.toString(), "--timeline", page, "--top", "1"),
                List.of(video.toString(), "--timeline", page, "--window", "4", "--hop", "5"),
                List.of(video.toString(), "--timeline", page, "--enter", "2"),
                List.of(video.toString(), "--timeline", folder.toString()),
                List.of(video.toString(), "--timeline", page, "--json", folder.toString()));
        for (List<String> args : wrong) {
            assertThat(run(args.toArray(String[]::new))).as("%s", args).isEqualTo(ExitCode.USAGE);
        }
        assertThat(capture.err()).doesNotContain("\tat ");
    }

    @Test
    void run_printsHelpAndInfo() {
        assertThat(run("--help")).isZero();
        assertThat(run("--info")).as("%s", capture).isZero();
        assertThat(run("--timeline", "t.html", "--help")).isZero();

        assertThat(capture.out())
                .contains(
                        "--input FILE|DIR|GLOB", "the videos", "--timeline FILE", "--start-frame N", "every video was")
                .contains("backend fake", "clip_length = 4 (builder)", "--input FILE|DIR ");
    }

    @Test
    void run_givesTheGoldenAnswersOfARealModel() throws IOException {
        JsonObject golden = JsonParser.parseString(
                        Files.readString(TestData.path("goldens/activity/lrcn_ucf50_4.json")))
                .getAsJsonObject();
        double tolerance =
                golden.getAsJsonObject("tolerance").get("probability").getAsDouble();
        Path json = folder.resolve("answers.jsonl");
        for (JsonElement each : golden.getAsJsonArray("results")) {
            JsonObject scene = each.getAsJsonObject();

            int code = Recognize.run(
                    capture.terminal(),
                    TestData.path(scene.get("video").getAsString()).toString(),
                    "--model=" + TestData.path("models/activity/lrcn_ucf50_4"),
                    "--backend=onnxruntime",
                    "--set=clip_sampling=spread",
                    "--set=color=bgr",
                    "--set=interpolation=opencv-linear",
                    "--set=rescale_factor=1/255",
                    "--start-frame=" + scene.get("start"),
                    "--end-frame=" + scene.get("end"),
                    "--json=" + json);

            assertThat(code).as("%s", capture).isZero();
            JsonObject answer = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
            assertThat(answer.getAsJsonArray("passes").get(0)).isEqualTo(scene.get("frames"));
            assertProbabilities(answer.getAsJsonArray("classes"), scene.getAsJsonArray("probabilities"), tolerance);
        }
    }

    private static void assertProbabilities(JsonArray classes, JsonArray expected, double tolerance) {
        assertThat(classes).hasSize(expected.size());
        for (JsonElement each : classes) {
            JsonObject found = each.getAsJsonObject();
            assertThat(found.get("score").getAsDouble())
                    .as("%s", found)
                    .isCloseTo(expected.get(found.get("index").getAsInt()).getAsDouble(), within(tolerance));
        }
    }
}
