package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a model whose one box is the middle of the picture, and whose one prototype is how green each pixel is. */
class DetectMasksTest {
    private static final Mask LEFT_OF_THE_MIDDLE =
            Mask.of(new ImageSize(64, 48), (x, y) -> x >= 16 && x < 32 && y >= 12 && y < 36);

    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private Path model = Path.of("");
    private Path picture = Path.of("");

    @BeforeEach
    void modelAndPicture() throws IOException {
        model = Files.createDirectories(folder.resolve("model"));
        Files.write(model.resolve("model.onnx"), greenParts());
        Files.writeString(model.resolve("config.json"), """
                {"visiontask": {"rescale_factor": "1/255", "labels": ["person"]}}
                """);
        BufferedImage halves = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 48; y++) {
                halves.setRGB(x, y, (x < 32 ? Color.GREEN : Color.BLUE).getRGB());
            }
        }
        picture = folder.resolve("7.png");
        ImageIO.write(halves, "png", picture.toFile());
    }

    private static byte[] greenParts() {
        float[] green = new float[16 * 48];
        float[] bias = new float[16];
        for (int i = 0; i < 16; i++) {
            green[i * 48 + 16 + i] = 1;
            bias[i] = -0.5f;
        }
        return new TinyOnnx()
                .input("data", DataType.FLOAT32, Shape.of(1, 3, 4, 4))
                .node("Flatten", List.of("data"), List.of("flat"), Map.of("axis", 1L))
                .weights("green", Shape.of(16, 48), green)
                .weights("bias", Shape.of(16), bias)
                .weights("zeros", Shape.of(7, 48), new float[7 * 48])
                .weights("box", Shape.of(7), new float[] {1, 1, 3, 3, 0.75f, 0, 1})
                .longs("prototypeShape", 1, 1, 4, 4)
                .longs("boxShape", 1, 1, 7)
                .node("Gemm", List.of("flat", "green", "bias"), List.of("cells"), Map.of("transB", 1L))
                .node("Gemm", List.of("flat", "zeros", "box"), List.of("flatBox"), Map.of("transB", 1L))
                .node("Reshape", List.of("cells", "prototypeShape"), List.of("output1"), Map.of())
                .node("Reshape", List.of("flatBox", "boxShape"), List.of("output0"), Map.of())
                .output("output0", DataType.FLOAT32, Shape.of(1, 1, 7))
                .output("output1", DataType.FLOAT32, Shape.of(1, 1, 4, 4))
                .toBytes();
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--model", model.toString(), "--input", picture.toString()));
        args.addAll(List.of(more));
        return new FileProgram<>(new Detect(), capture.terminal()).run(args.toArray(String[]::new));
    }

    private static Mask mask(JsonObject coco) {
        JsonArray size = coco.getAsJsonArray("size");
        return Mask.ofCompressed(
                new ImageSize(size.get(1).getAsInt(), size.get(0).getAsInt()),
                coco.get("counts").getAsString());
    }

    @Test
    void run_writesMasksAsJson() throws IOException {
        Path json = folder.resolve("found.jsonl");

        assertThat(run("--json", json.toString())).as("%s", capture).isZero();

        JsonObject found = JsonParser.parseString(Files.readString(json))
                .getAsJsonObject()
                .getAsJsonArray("detections")
                .get(0)
                .getAsJsonObject();
        assertThat(found.getAsJsonArray("box").toString()).isEqualTo("[16.0,12.0,48.0,36.0]");
        assertThat(mask(found.getAsJsonObject("mask"))).isEqualTo(LEFT_OF_THE_MIDDLE);
    }

    @Test
    void run_writesMasksAsCocoResults() throws IOException {
        Path coco = folder.resolve("results.json");

        assertThat(run("--coco", coco.toString())).as("%s", capture).isZero();

        JsonObject found = JsonParser.parseString(Files.readString(coco))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(found.get("image_id").getAsInt()).isEqualTo(7);
        assertThat(mask(found.getAsJsonObject("segmentation"))).isEqualTo(LEFT_OF_THE_MIDDLE);
    }

    @Test
    void run_tintsMasksInTheReport() throws IOException {
        Path report = folder.resolve("report");

        assertThat(run("--report", report.toString())).as("%s", capture).isZero();

        BufferedImage drawn =
                ImageIO.read(report.resolve("pictures/0001-7.png.jpg").toFile());
        int scale = drawn.getWidth() / 64;
        Color inside = new Color(drawn.getRGB(25 * scale, 24 * scale));
        Color outside = new Color(drawn.getRGB(8 * scale, 24 * scale));
        assertThat(outside.getGreen()).isGreaterThan(240);
        assertThat(inside.getGreen()).isLessThan(220);
    }

    @Test
    void run_measuresMasksWhenAsked() throws IOException {
        Path annotations = folder.resolve("instances.json");
        Files.writeString(annotations, """
                {"images": [{"id": 7, "file_name": "7.png", "width": 64, "height": 48}],
                 "categories": [{"id": 1, "name": "person"}],
                 "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "bbox": [16, 12, 16, 24], "area": 384,
                                  "iscrowd": 0, "segmentation": [[16, 12, 32, 12, 32, 36, 16, 36]]}]}
                """);

        assertThat(evaluate(annotations, "--use-masks")).as("%s", capture).isZero();
        assertThat(capture.out()).contains("COCO mask").containsPattern("\\nAP +1\\.0000");
    }

    @Test
    void run_measuresBoxesUnlessAsked() throws IOException {
        Path annotations = folder.resolve("instances.json");
        Files.writeString(annotations, """
                {"images": [{"id": 7, "file_name": "7.png", "width": 64, "height": 48}],
                 "categories": [{"id": 1, "name": "person"}],
                 "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "bbox": [0, 0, 16, 24], "area": 384,
                                  "iscrowd": 0}]}
                """);

        assertThat(evaluate(annotations)).as("%s", capture).isZero();
        assertThat(capture.out()).contains("COCO box").containsPattern("\\nAP +0\\.0000");
        assertThat(evaluate(annotations, "--use-masks")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("mask");
    }

    private int evaluate(Path annotations, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--model", model.toString(), "--pictures", folder.toString(), "--annotations", annotations.toString()));
        args.addAll(List.of(more));
        return new Evaluate(capture.terminal()).run(args.toArray(String[]::new));
    }
}
