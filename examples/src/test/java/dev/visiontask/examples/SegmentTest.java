package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.draw.ClassColors;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
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

class SegmentTest {
    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private Path model = Path.of("");
    private Path pictures = Path.of("");

    @BeforeEach
    void modelAndPictures() throws IOException {
        model = writeModel(folder.resolve("model"));
        pictures = folder.resolve("pictures");
        ColorModel.picture(pictures.resolve("one.png"), new Color(0, 255, 51));
        ColorModel.picture(pictures.resolve("two.png"), new Color(0, 51, 255));
    }

    static Path writeModel(Path model) throws IOException {
        Files.createDirectory(model);
        // The channels are the scores.
        byte[] onnx = new TinyOnnx()
                .input("pixels", DataType.FLOAT32, Shape.of(1, 3, 8, 8))
                .node("Relu", List.of("pixels"), List.of("scores"), Map.of())
                .output("scores", DataType.FLOAT32, Shape.of(1, 3, 8, 8))
                .toBytes();
        Files.write(model.resolve("model.onnx"), onnx);
        Files.writeString(model.resolve("config.json"), """
                {"id2label": {"0": "red", "1": "green", "2": "blue"}, "visiontask": {"rescale_factor": "1/255"}}
                """);
        return model;
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--model", model.toString(), "--input", pictures.toString()));
        args.addAll(List.of(more));
        return new FileProgram<>(new Segment(), capture.terminal()).run(args.toArray(String[]::new));
    }

    @Test
    void run_printsAreas() {
        assertThat(run()).as("%s", capture).isZero();

        assertThat(capture.out()).containsPattern("one.png +green +1.0000").containsPattern("two.png +blue +1.0000");
    }

    @Test
    void run_writesOneMapForEachPictureAtItsSize() throws IOException {
        Path maps = folder.resolve("new/maps");
        Path other = ColorModel.picture(folder.resolve("other/two.png"), new Color(255, 0, 0));

        assertThat(run("--maps", maps.toString(), "--input", other.toString()))
                .as("%s", capture)
                .isZero();

        assertMap(maps.resolve("one.png"), 1);
        assertMap(maps.resolve("two.png"), 2);
        assertMap(maps.resolve("two-2.png"), 0);
    }

    private static void assertMap(Path file, int index) throws IOException {
        BufferedImage map = ImageIO.read(file.toFile());
        assertThat(map.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(map.getWidth()).isEqualTo(64);
        assertThat(map.getHeight()).isEqualTo(48);
        assertThat(map.getRaster().getSamples(0, 0, 64, 48, 0, (int[]) null)).containsOnly(index);
    }

    @Test
    void run_writesMapsWithColours() throws IOException {
        assertThat(run("--maps", folder.toString(), "--palette"))
                .as("%s", capture)
                .isZero();

        assertThat(ImageIO.read(folder.resolve("one.png").toFile()).getColorModel())
                .isInstanceOf(IndexColorModel.class);
    }

    @Test
    void run_writesJsonWithAreas() throws IOException {
        Path json = folder.resolve("answers.jsonl");
        Files.writeString(pictures.resolve("broken.png"), "none");

        assertThat(run("--json", json.toString(), "--maps", folder.toString())).isEqualTo(ExitCode.FAILED);

        List<String> lines = Files.readAllLines(json);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"error\"");
        JsonObject line = JsonParser.parseString(lines.get(1)).getAsJsonObject();
        assertThat(line.get("areas")).hasToString("[{\"index\":1,\"label\":\"green\",\"pixels\":3072,\"share\":1.0}]");
        assertThat(line.get("ignored").getAsDouble()).isZero();
        assertThat(line.get("width").getAsInt()).isEqualTo(64);
    }

    @Test
    void run_showsClassesOnThePicturesOfTheReport() throws IOException {
        Path report = folder.resolve("report");

        assertThat(run("--report", report.toString())).as("%s", capture).isZero();

        BufferedImage drawn =
                ImageIO.read(report.resolve("pictures/0001-one.png.jpg").toFile());
        assertThat(drawn.getHeight()).describedAs("picture and legend").isGreaterThan(drawn.getWidth() * 48 / 64);
        Color shown = new Color(drawn.getRGB(drawn.getWidth() / 2, 20));
        Color tint = ClassColors.of(1);
        assertThat(shown.getRed()).isCloseTo(tint.getRed() / 2, within(12));
        assertThat(shown.getGreen()).isCloseTo((255 + tint.getGreen()) / 2, within(12));
    }

    @Test
    void run_givesUsageErrorWhenCalledWrongly() {
        List<List<String>> wrong = List.of(
                List.of("--palette"),
                List.of("--threshold", "2"),
                List.of("--threshold", "0.4"),
                List.of("--maps", model.resolve("model.onnx").toString()));
        for (List<String> args : wrong) {
            assertThat(run(args.toArray(String[]::new))).as("%s", args).isEqualTo(ExitCode.USAGE);
        }
    }
}
