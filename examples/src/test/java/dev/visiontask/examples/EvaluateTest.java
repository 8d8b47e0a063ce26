package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
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

/** With a model that finds one object in the middle of each picture, of the colour of the picture. */
class EvaluateTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);

    @BeforeEach
    void modelAndPictures() throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.write(model.resolve("model.onnx"), DetectTest.middle());
        Files.writeString(model.resolve("config.json"), """
                {"visiontask": {"task": "object-detection", "rescale_factor": "1/255", "labels": ["red", "green", "blue"]}}
                """);
        ColorModel.picture(folder.resolve("pictures/green.png"), Color.GREEN);
        ColorModel.picture(folder.resolve("pictures/blue.png"), Color.BLUE);
        annotations("red", "green", "blue");
    }

    /** The green object is where the model says; the blue one is in a corner. */
    private void annotations(String... names) throws IOException {
        Files.writeString(folder.resolve("instances.json"), """
                {"images": [{"id": 1, "file_name": "green.png", "width": 64, "height": 48},
                            {"id": 2, "file_name": "blue.png", "width": 64, "height": 48}],
                 "categories": [{"id": 1, "name": "%s"}, {"id": 2, "name": "%s"}, {"id": 3, "name": "%s"}],
                 "annotations": [
                   {"id": 1, "image_id": 1, "category_id": 2, "bbox": [16, 12, 32, 24], "area": 768, "iscrowd": 0},
                   {"id": 2, "image_id": 2, "category_id": 3, "bbox": [0, 0, 8, 8], "area": 64, "iscrowd": 0}]}
                """.formatted((Object[]) names));
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--model", folder.resolve("model").toString(),
                "--pictures", folder.resolve("pictures").toString(),
                "--annotations", folder.resolve("instances.json").toString()));
        args.addAll(List.of(more));
        return new Evaluate(capture.terminal()).run(args.toArray(String[]::new));
    }

    @Test
    void run_measuresAndShowsTheWorstPictures() throws IOException {
        Path json = folder.resolve("figures.json");
        Path coco = folder.resolve("found.json");
        Path report = folder.resolve("report");

        assertThat(run("--json", json.toString(), "--coco", coco.toString(), "--report", report.toString()))
                .as("%s", capture)
                .isZero();

        JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(figures.get("AP").getAsDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(figures.get("images").getAsInt()).isEqualTo(2);
        assertThat(JsonParser.parseString(Files.readString(coco)).getAsJsonArray())
                .hasSize(2);
        assertThat(Files.readString(report.resolve("index.html")))
                .contains("0001-blue.png.jpg", "1 missed, 1 extra, 0 confused")
                .doesNotContain("green.png");
        assertThat(capture.out()).containsPattern("green +1 +1.0");
    }

    @Test
    void run_leavesMissingPicturesOutOnlyWhenAsked() throws IOException {
        Files.delete(folder.resolve("pictures/blue.png"));

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("1 missing: blue.png", "--skip-problems");

        Path json = folder.resolve("figures.json");
        assertThat(run("--skip-problems", "--json", json.toString()))
                .as("%s", capture)
                .isZero();
        JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(figures.get("images").getAsInt()).isEqualTo(1);
        assertThat(figures.get("AP").getAsDouble()).isCloseTo(1, within(1e-12));
    }

    @Test
    void run_namesLabelsThatTheAnnotationsDoNotHave() throws IOException {
        annotations("red", "lime", "blue");

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("green");
        assertThat(run("--rename", "green=lime")).as("%s", capture).isZero();
        assertThat(capture.out()).containsPattern("lime +1 +1.0");
    }

    @Test
    void run_saysWhichPictureWasNotAnswered() throws IOException {
        Files.writeString(folder.resolve("pictures/blue.png"), "none");

        assertThat(run()).isEqualTo(ExitCode.FAILED);
        assertThat(capture.err()).contains("not answered", "blue.png");
    }
}
