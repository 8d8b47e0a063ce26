package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private Path model = Path.of("");
    private Path pictures = Path.of("");

    @BeforeEach
    void modelAndPictures() throws IOException {
        model = ColorModel.write(folder.resolve("model"));
        pictures = folder.resolve("pictures");
        ColorModel.picture(pictures.resolve("a red.png"), new Color(255, 51, 0));
        ColorModel.picture(pictures.resolve("c&blue.png"), new Color(0, 51, 255));
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--model", model.toString(), "--input", pictures.toString()));
        args.addAll(List.of(more));
        return runOnly(args.toArray(String[]::new));
    }

    private int runOnly(String... args) {
        return new FileProgram<>(new Classify(), capture.terminal()).run(args);
    }

    private Path breakOne() throws IOException {
        return Files.write(pictures.resolve("b broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    }

    @Test
    void run_printsTableAndSummary() {
        assertThat(run("--top", "1")).as("%s", capture).isZero();

        assertThat(capture.out().lines().toList().get(0)).matches("picture +label +score  engine +ms");
        assertThat(capture.out()).containsPattern("a red.png +red +1.0000  fake +\\d+\\.\\d\n");
        assertThat(capture.out()).containsPattern("c&blue.png +blue +1.0000  fake");
        assertThat(capture.out()).containsPattern("2 answered, 0 failed, [0-9.]+ pictures/s");
        assertThat(capture.err()).matches("fake: 2 of 2, \\d+\\.\\d s\\R");
    }

    @Test
    void run_writesOneJsonLineForEachPictureInOrder() throws IOException {
        breakOne();
        Path json = folder.resolve("answers.jsonl");

        assertThat(run("--json", json.toString(), "--top", "2"))
                .as("%s", capture)
                .isEqualTo(ExitCode.FAILED);

        List<String> lines = Files.readAllLines(json);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).replaceAll("\"millis\":[0-9.]+}", "\"millis\":#}"))
                .isEqualTo("{\"source\":\"" + pictures + "/a red.png\",\"backend\":\"fake\",\"classes\":["
                        + "{\"index\":0,\"label\":\"red\",\"score\":1.0},"
                        + "{\"index\":1,\"label\":\"gr<e>en\",\"score\":0.2}],\"millis\":#}");
        assertThat(lines.get(1))
                .startsWith("{\"source\":\"" + pictures + "/b broken.png\",\"error\":{"
                        + "\"type\":\"BadInputException\",\"message\":\"");
        assertThat(JsonParser.parseString(lines.get(1)).getAsJsonObject().keySet())
                .containsExactly("source", "error");
        assertThat(lines.get(2)).contains("c&blue.png", "\"label\":\"blue\"");
        assertThat(capture.out()).doesNotContain("picture  ").contains("2 answered, 1 failed");
        assertThat(capture.err()).contains("BadInputException", "b broken.png");
    }

    @Test
    void run_writesReportWithEscapedNames() throws IOException {
        breakOne();
        Path report = folder.resolve("new/report");

        assertThat(run("--report", report.toString())).as("%s", capture).isEqualTo(ExitCode.FAILED);

        String html = Files.readString(report.resolve("index.html"));
        assertThat(html)
                .contains(
                        "c&amp;blue.png", "gr&lt;e&gt;en", "BadInputException", "rescale_factor", "sidecar config.json")
                .doesNotContain("gr<e>en", "<script", "http:", "https:");
        assertThat(report.resolve("pictures")).isDirectoryContaining("glob:**/0001-a_red.png.jpg");
        assertThat(report.resolve("pictures")).isDirectoryContaining("glob:**/0003-c_blue.png.jpg");
        try (var files = Files.list(report.resolve("pictures"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void run_honoursThresholdBackendAndSettings() {
        int code = run("--threshold", "0.9", "--backend", "fake", "--set", "rescale_factor=0.00196", "--info");

        assertThat(code).isZero();
        assertThat(capture.out()).contains("(nothing)", "rescale_factor = 0.00196 (builder)");
    }

    @Test
    void run_printsInfoWithoutPictures() {
        assertThat(runOnly("--model", model.toString(), "--info"))
                .as("%s", capture)
                .isZero();

        assertThat(capture.out()).contains("backend fake", "license Apache-2.0");
    }

    @Test
    void run_printsHelp() {
        assertThat(runOnly("--help")).isZero();

        assertThat(capture.out()).contains("--model DIR", "--input FILE|DIR|GLOB", "--top K", "Exit code");
    }

    @Test
    void run_givesUsageErrorWhenCalledWrongly() {
        List<List<String>> wrong = List.of(
                List.of("--input", pictures.toString()),
                List.of("--model", model.toString()),
                List.of("--model"),
                List.of("--modle", "x"),
                List.of(
                        "--model",
                        model.toString(),
                        "--input",
                        folder.resolve("none").toString()),
                List.of("--model", model.toString(), "--input", pictures + "/*.bmp"),
                List.of("--model", "no-such-model", "--input", pictures.toString()),
                List.of("--model", pictures.toString(), "--input", pictures.toString()));
        for (List<String> args : wrong) {
            assertThat(runOnly(args.toArray(String[]::new))).as("%s", args).isEqualTo(ExitCode.USAGE);
        }
        assertThat(capture.out()).isEmpty();
        assertThat(capture.err()).doesNotContain("\tat ");
    }

    @Test
    void run_givesUsageErrorWhenValueIsWrong() {
        List<List<String>> wrong = List.of(
                List.of("--top", "0"),
                List.of("--top", "few"),
                List.of("--threshold", "2"),
                List.of("--threshold", "high"),
                List.of("--backend", "none-such"),
                List.of("--set", "rescale_factor"),
                List.of("--set", "no_such_key=1"),
                List.of("--json", folder.toString()));
        for (List<String> args : wrong) {
            assertThat(run(args.toArray(String[]::new))).as("%s", args).isEqualTo(ExitCode.USAGE);
        }
        assertThat(capture.out()).isEmpty();
        assertThat(capture.err()).doesNotContain("\tat ");
    }
}
