package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a model whose one box is the middle of the picture, with the means of red, green and blue as scores. */
class DetectTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private Path model = Path.of("");
    private Path picture = Path.of("");

    @BeforeEach
    void modelAndPicture() throws IOException {
        model = writeModel(folder.resolve("model"));
        picture = ColorModel.picture(folder.resolve("green.png"), new Color(0, 255, 51));
    }

    static Path writeModel(Path model) throws IOException {
        Files.createDirectories(model);
        Files.write(model.resolve("model.onnx"), middle());
        Files.writeString(model.resolve("config.json"), """
                {"visiontask": {"task": "object-detection", "rescale_factor": "1/255", "labels": ["red", "green", "blue"]}}
                """);
        return model;
    }

    static byte[] middle() {
        float[] weights = new float[3 * 3 * 16];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < 16; i++) {
                weights[channel * 48 + channel * 16 + i] = 1 / 16f;
            }
        }
        return new TinyOnnx()
                .input("data", DataType.FLOAT32, Shape.of(1, 3, 4, 4))
                .node("Flatten", List.of("data"), List.of("flat"), Map.of("axis", 1L))
                .weights("weights", Shape.of(3, 48), weights)
                .weights("bias", Shape.of(3), new float[3])
                .weights("zeros", Shape.of(4, 48), new float[4 * 48])
                .weights("sides", Shape.of(4), new float[] {0.25f, 0.25f, 0.75f, 0.75f})
                .longs("scoreShape", 1, 1, 3)
                .longs("boxShape", 1, 1, 4)
                .node("Gemm", List.of("flat", "weights", "bias"), List.of("means"), Map.of("transB", 1L))
                .node("Gemm", List.of("flat", "zeros", "sides"), List.of("flatBoxes"), Map.of("transB", 1L))
                .node("Reshape", List.of("means", "scoreShape"), List.of("scores"), Map.of())
                .node("Reshape", List.of("flatBoxes", "boxShape"), List.of("boxes"), Map.of())
                .output("scores", DataType.FLOAT32, Shape.of(1, 1, 3))
                .output("boxes", DataType.FLOAT32, Shape.of(1, 1, 4))
                .toBytes();
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--model", model.toString(), "--input", picture.toString()));
        args.addAll(List.of(more));
        return new FileProgram<>(new Detect(), capture.terminal()).run(args.toArray(String[]::new));
    }

    @Test
    void run_writesBoxesAsJson() throws IOException {
        Path json = folder.resolve("found.jsonl");

        assertThat(run("--json", json.toString())).as("%s", capture).isZero();

        assertThat(Files.readString(json).replaceAll("\"millis\":[0-9.]+}", "\"millis\":#}"))
                .isEqualTo("{\"source\":\"" + picture + "\",\"backend\":\"onnxruntime\",\"detections\":["
                        + "{\"index\":1,\"label\":\"green\",\"score\":1.0,\"box\":[16.0,12.0,48.0,36.0]}],"
                        + "\"millis\":#}\n");
    }

    @Test
    void run_showsATable() {
        assertThat(run("--max-results", "1", "--nms-iou", "0.6"))
                .as("%s", capture)
                .isZero();

        assertThat(capture.out()).contains("green").contains("1 answered, 0 failed");
    }

    @Test
    void run_drawsBoxesInTheReport() throws IOException {
        Path report = folder.resolve("report");

        assertThat(run("--report", report.toString())).as("%s", capture).isZero();

        BufferedImage drawn =
                ImageIO.read(report.resolve("pictures/0001-green.png.jpg").toFile());
        int[] pixels = drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth());
        assertThat(IntStream.of(pixels).filter(pixel -> (pixel >> 8 & 0xff) < 150))
                .describedAs("pixels that are no longer green")
                .isNotEmpty();
    }

    @Test
    void run_findsNothingAboveTheThreshold() throws IOException {
        ColorModel.picture(picture, new Color(0, 100, 51));
        Path json = folder.resolve("found.jsonl");

        assertThat(run("--json", json.toString(), "--threshold", "0.9"))
                .as("%s", capture)
                .isZero();

        assertThat(Files.readString(json)).contains("\"detections\":[]");
    }

    @Test
    void run_writesCocoResultsWithNumbersOfTheAnnotations() throws IOException {
        Path coco = folder.resolve("results.json");
        Path annotations = Files.writeString(folder.resolve("instances.json"), """
                {"images": [{"id": 77, "file_name": "green.png", "width": 64, "height": 48}],
                 "categories": [{"id": 5, "name": "blue"}, {"id": 9, "name": "green"}],
                 "annotations": []}
                """);

        assertThat(run("--coco", coco.toString(), "--annotations", annotations.toString()))
                .as("%s", capture)
                .isZero();

        assertThat(JsonParser.parseString(Files.readString(coco)))
                .isEqualTo(JsonParser.parseString(
                        "[{\"image_id\":77,\"category_id\":9,\"bbox\":[16.0,12.0,32.0,24.0],\"score\":1.0}]"));
        assertThat(capture.out()).contains("coco: 1 objects");
    }

    @Test
    void run_takesTheLastDigitsOfTheNameWithoutAnnotations() throws IOException {
        Path coco = folder.resolve("results.json");
        picture = ColorModel.picture(folder.resolve("val2017_000000000042.png"), new Color(0, 255, 51));

        assertThat(run("--coco", coco.toString())).as("%s", capture).isZero();

        assertThat(Files.readString(coco)).contains("\"image_id\":42", "\"category_id\":2");
    }

    @Test
    void run_asksForNumbersWhenThereAreNone() {
        assertThat(run("--coco", folder.resolve("results.json").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("green.png", "--annotations");
    }

    @Test
    void run_refusesTwoImagesOfOneNumberBeforeAnyIsRun() throws IOException {
        Path other = ColorModel.picture(folder.resolve("b_1.png"), new Color(0, 255, 51));
        picture = ColorModel.picture(folder.resolve("a_1.png"), new Color(0, 255, 51));
        Path json = folder.resolve("found.jsonl");

        assertThat(run("--input", other.toString(), "--coco", "results.json", "--json", json.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("a_1.png", "b_1.png", "found 1 for", "--annotations");
        assertThat(json).doesNotExist();
    }

    @Test
    void category_isThatOfCocoForItsClasses() {
        List<String> coco = new ArrayList<>(Collections.nCopies(80, "thing"));
        coco.set(0, "person");

        CocoNumbers numbers = CocoNumbers.of(coco);

        assertThat(numbers.category(0)).isEqualTo(1);
        assertThat(numbers.category(11)).isEqualTo(13);
        assertThat(numbers.category(79)).isEqualTo(90);
        assertThat(CocoNumbers.of(List.of("background", "face")).category(1)).isEqualTo(1);
    }

    @Test
    void category_isTakenInOrderWhenSomeNamesDiffer() {
        ObjectDataset dataset = ObjectDataset.builder("test")
                .add(new Category(1, "person"))
                .add(new Category(4, "motorcycle"))
                .add(new Category(7, "train"))
                .build();

        assertThat(CocoNumbers.of(dataset, List.of("person", "motorbike", "train"))
                        .category(1))
                .isEqualTo(4);
        assertThat(CocoNumbers.of(dataset, List.of("train", "motorbike", "person"))
                        .category(1))
                .isEqualTo(-1);
        assertThat(CocoNumbers.of(dataset, List.of("train")).category(0)).isEqualTo(7);
    }

    /** The picture of 64x48 is three tiles of 32x32 by two, and itself: the model sees its one box in each. */
    @Test
    void run_looksAtTilesToo() throws IOException {
        Path json = folder.resolve("found.jsonl");

        assertThat(run("--json", json.toString(), "--tile", "32", "--overlap", "0.4"))
                .as("%s", capture)
                .isZero();

        assertThat(Files.readString(json))
                .contains("[16.0,12.0,48.0,36.0]", "[8.0,8.0,24.0,24.0]", "[40.0,24.0,56.0,40.0]");

        assertThat(run("--json", json.toString(), "--tile", "32", "--max-results", "1"))
                .as("%s", capture)
                .isZero();
        assertThat(Files.readString(json).split("\"score\"", -1)).hasSize(2);
    }

    @Test
    void run_refusesTilesThatCannotBe() {
        assertThat(run("--tile", "640px")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("--tile", "640px");
        assertThat(run("--tile", "8")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("at least 32", "8");
        assertThat(run("--tile", "64", "--overlap", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("0.9", "1.0");
        assertThat(run("--overlap", "0.2")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("--tile");
    }

    @Test
    void run_refusesValuesOutOfRange() {
        assertThat(run("--nms-iou", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("2.0");
        assertThat(run("--max-results", "few")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("few");
    }
}
