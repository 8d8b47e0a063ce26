package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model that gives each pixel the class of its colour: red 0, green 1, blue 2. */
class EvaluateMasksTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);

    @BeforeEach
    void modelAndPictures() throws IOException {
        SegmentTest.writeModel(folder.resolve("model"));
        ColorModel.picture(folder.resolve("pictures/green.png"), Color.GREEN);
        ColorModel.picture(folder.resolve("pictures/blue.png"), Color.BLUE);
        // The truth of the green picture is green; of the blue one, a quarter is red.
        mask("green.png", 64, 1, 1);
        mask("blue.png", 64, 0, 2);
    }

    private void mask(String name, int width, int left, int right) throws IOException {
        BufferedImage image = new BufferedImage(width, 48, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, x < 16 ? left : right);
            }
        }
        Files.createDirectories(folder.resolve("masks"));
        ImageIO.write(image, "png", folder.resolve("masks").resolve(name).toFile());
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--model", folder.resolve("model").toString(),
                "--pictures", folder.resolve("pictures").toString(),
                "--masks", folder.resolve("masks").toString()));
        args.addAll(List.of(more));
        return new Evaluate(capture.terminal()).run(args.toArray(String[]::new));
    }

    private JsonObject figures(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(more));
        Path json = folder.resolve("figures.json");
        args.addAll(List.of("--json", json.toString()));
        assertThat(run(args.toArray(String[]::new))).as("%s", capture).isZero();
        return JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    }

    @Test
    void run_measuresAndShowsFoundBesideTruth() throws IOException {
        Path report = folder.resolve("report");

        JsonObject figures = figures("--report", report.toString());

        // Red: none of a quarter; green: all; blue: three of four quarters.
        assertThat(figures.get("mean_iou").getAsDouble()).isCloseTo((0 + 1 + 0.75) / 3, within(1e-12));
        assertThat(figures.get("pixel_accuracy").getAsDouble()).isCloseTo(0.875, within(1e-12));
        assertThat(capture.out())
                .containsPattern("green +1.0000 +1.0000 +3072")
                .contains("mean IoU 0.5833, pixel accuracy 0.8750");
        String html = Files.readString(report.resolve("index.html"));
        assertThat(html).contains("mean IoU 0.375, 75.0 % right", "blue.png, truth", "<figcaption>found");
        assertThat(html.indexOf("blue.png")).as("the worst comes first").isLessThan(html.indexOf("green.png"));
        assertThat(report.resolve("pictures/0001-blue.png-2.jpg")).isNotEmptyFile();
    }

    @Test
    void run_takesValuesOfMasksAsTheCallerSays() throws IOException {
        mask("blue.png", 64, 7, 2);

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("blue.png", "found: 7");
        assertThat(figures("--ignore", "7").get("mean_iou").getAsDouble()).isEqualTo(1);
        assertThat(figures("--ignore", "5-9").get("pixels").getAsInt()).isEqualTo(3072 * 2 - 768);
        assertThat(figures("--map", "7=red").get("mean_iou").getAsDouble()).isCloseTo(1.75 / 3, within(1e-12));
        assertThat(run("--map", "7=pink")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--ignore", "few")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--ignore", "9-5")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void run_countsFromOneWhenAsked() throws IOException {
        mask("green.png", 64, 2, 2);
        mask("blue.png", 64, 0, 3);

        JsonObject figures = figures("--reduce-labels");

        assertThat(figures.get("mean_iou").getAsDouble()).isEqualTo(1);
        assertThat(figures.get("pixels").getAsInt()).isEqualTo(3072 * 2 - 768);
    }

    @Test
    void run_leavesOutWhatDoesNotFitOnlyWhenAsked() throws IOException {
        mask("blue.png", 32, 2, 2);
        ColorModel.picture(folder.resolve("pictures/lonely.png"), Color.RED);

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("lonely.png: no partner", "--skip-problems");

        JsonObject figures = figures("--skip-problems");
        assertThat(figures.get("pictures").getAsInt()).isEqualTo(1);
        assertThat(capture.err()).contains("left out", "blue.png: expected a mask of 64x48");
    }

    @Test
    void run_countsPicturesWithoutAnAnswerAsWrong() throws IOException {
        Files.writeString(folder.resolve("pictures/green.png"), "none");
        Path json = folder.resolve("figures.json");

        assertThat(run(
                        "--json",
                        json.toString(),
                        "--report",
                        folder.resolve("report").toString()))
                .isEqualTo(ExitCode.FAILED);

        assertThat(capture.err()).contains("not answered", "green.png");
        JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(figures.get("pixel_accuracy").getAsDouble()).isCloseTo(0.375, within(1e-12));
        assertThat(Files.readString(folder.resolve("report/index.html"))).contains("no answer");
    }

    @Test
    void run_refusesOptionsOfOtherKindsAndTwoKindsOfTruth() {
        assertThat(run("--rename", "a=b")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("goes with --masks, found: --rename");
        assertThat(run("--annotations", "x.json")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("found: --annotations and --masks");
    }
}
