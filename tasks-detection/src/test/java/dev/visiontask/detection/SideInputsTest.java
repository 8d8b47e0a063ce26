package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models with inputs beside the image, and with float16 at their edge, from the file to the boxes. */
class SideInputsTest {
    private static final String ONNX_RUNTIME = "onnxruntime";
    private static final float[] SIDES = {0.25f, 0.25f, 0.75f, 0.5f};
    private static final float[] WIDTH_FIRST = {1, 0, 1, 0, 0, 1, 0, 1};
    private static final float[] HEIGHT_FIRST = {0, 1, 0, 1, 1, 0, 1, 0};

    @TempDir
    Path folder;

    /**
     * One box, whose score is the mean red, and whose sides are {@link #SIDES} of the size that comes in beside the
     * image.
     */
    private final class Model {
        private final TinyOnnx onnx = new TinyOnnx();
        private final int height;
        private final int width;
        private String scores = "red";

        Model(DataType type, int height, int width) {
            this.height = height;
            this.width = width;
            int features = 3 * height * width;
            float[] mean = new float[features];
            Arrays.fill(mean, 0, height * width, 1f / (height * width));
            onnx.input("images", type, Shape.of(Shape.DYNAMIC, 3, height, width))
                    .node("Cast", List.of("images"), List.of("pixels"), Map.of("to", DataType.FLOAT32))
                    .node("Flatten", List.of("pixels"), List.of("flat"), Map.of("axis", 1L))
                    .weights("mean", Shape.of(1, features), mean)
                    .weights("zero", Shape.of(1), new float[1])
                    .node("Gemm", List.of("flat", "mean", "zero"), List.of("red"), Map.of("transB", 1L))
                    .weights("none4", Shape.of(4, features), new float[4 * features])
                    .weights("sides", Shape.of(4), SIDES)
                    .node("Gemm", List.of("flat", "none4", "sides"), List.of("relative"), Map.of("transB", 1L));
        }

        /** The sides are multiplied with this input, or divided by it. */
        Model size(String name, DataType type, float[] order, String from, String operator, String to) {
            onnx.input(name, type, Shape.of(Shape.DYNAMIC, 2))
                    .node("Cast", List.of(name), List.of(name + "Float"), Map.of("to", DataType.FLOAT32))
                    .weights(name + "Order", Shape.of(2, 4), order)
                    .node("MatMul", List.of(name + "Float", name + "Order"), List.of(name + "Row"), Map.of())
                    .node(operator, List.of(from, name + "Row"), List.of(to), Map.of());
            return this;
        }

        /** The score is multiplied with the mean of the mask. */
        Model mask(DataType type, Shape shape) {
            int elements = height * width;
            float[] mean = new float[elements];
            Arrays.fill(mean, 1f / elements);
            onnx.input("pixel_mask", type, shape)
                    .node("Cast", List.of("pixel_mask"), List.of("maskFloat"), Map.of("to", DataType.FLOAT32))
                    .longs("maskRow", -1, elements)
                    .node("Reshape", List.of("maskFloat", "maskRow"), List.of("maskFlat"), Map.of())
                    .weights("maskMean", Shape.of(elements, 1), mean)
                    .node("MatMul", List.of("maskFlat", "maskMean"), List.of("visible"), Map.of())
                    .node("Mul", List.of("red", "visible"), List.of("maskedRed"), Map.of());
            scores = "maskedRed";
            return this;
        }

        ObjectDetectorBuilder write(String backend, DataType outputs) {
            int features = 3 * height * width;
            Map<String, DataType> to = Map.of("to", outputs);
            onnx.longs("boxShape", -1, 1, 4)
                    .node("Reshape", List.of("sized", "boxShape"), List.of("box"), Map.of())
                    .node("Cast", List.of("box"), List.of("boxes"), to)
                    .node("Cast", List.of(scores), List.of("scores"), to)
                    .weights("none1", Shape.of(1, features), new float[features])
                    .node("Gemm", List.of("flat", "none1", "zero"), List.of("zeros"), Map.of("transB", 1L))
                    .node("Cast", List.of("zeros"), List.of("labels"), Map.of("to", DataType.INT64))
                    .output("labels", DataType.INT64, Shape.of(Shape.DYNAMIC, 1))
                    .output("boxes", outputs, Shape.of(Shape.DYNAMIC, 1, 4))
                    .output("scores", outputs, Shape.of(Shape.DYNAMIC, 1));
            try {
                Files.write(folder.resolve("model.onnx"), onnx.toBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return ObjectDetector.builder()
                    .model(folder)
                    .backend(backend)
                    .setting("labels", List.of("red"))
                    .setting("rescale_factor", "1/255");
        }

        ObjectDetectorBuilder write(String backend) {
            return write(backend, DataType.FLOAT32);
        }
    }

    private Model rtDetr(int height, int width, float[] order) {
        return new Model(DataType.FLOAT32, height, width)
                .size("orig_target_sizes", DataType.INT64, order, "relative", "Mul", "sized");
    }

    private static void assertFinds(ObjectDetectorBuilder builder, Box box) {
        try (ObjectDetector detector = builder.build()) {
            Detections found = detector.run(TinyDetector.picture(40, 80, 204, 0, 0));

            assertThat(found.objects()).hasSize(1);
            assertThat(found.objects().get(0).score()).isCloseTo(0.8f, within(1e-3f));
            BoxAssert.assertClose(found.objects().get(0).box(), box, 0.05f);
        }
    }

    @ParameterizedTest
    @CsvSource({"onnxruntime", "opencv-dnn"})
    void run_givesTheSizeOfTheTensorToRtDetr(String backend) {
        assertFinds(rtDetr(4, 4, WIDTH_FIRST).write(backend), new Box(10, 20, 30, 40));
    }

    @ParameterizedTest
    @CsvSource({"onnxruntime", "opencv-dnn"})
    void run_leadsBoxesBackThroughALetterbox(String backend) {
        ObjectDetectorBuilder builder = rtDetr(8, 8, WIDTH_FIRST)
                .write(backend)
                .setting("resize_mode", "letterbox")
                .setting("pad_value", 0);

        try (ObjectDetector detector = builder.build()) {
            Detections found = detector.run(TinyDetector.picture(40, 80, 204, 0, 0));

            assertThat(found.objects().get(0).score())
                    .as("half of the tensor is padding")
                    .isCloseTo(0.4f, within(1e-3f));
            // The box 2, 2, 6, 4 of an 8x8 tensor, whose columns 2 to 6 are the image.
            BoxAssert.assertClose(found.objects().get(0).box(), new Box(0, 20, 40, 40), 0.05f);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT64", "INT32", "FLOAT32", "BOOL", "FLOAT16"})
    void run_fillsTheMaskOfDetrWithOnes(DataType type) {
        Model model = rtDetr(4, 4, WIDTH_FIRST).mask(type, Shape.of(Shape.DYNAMIC, Shape.DYNAMIC, Shape.DYNAMIC));

        assertFinds(model.write(ONNX_RUNTIME), new Box(10, 20, 30, 40));
    }

    @ParameterizedTest
    @CsvSource({"onnxruntime", "opencv-dnn"})
    void run_givesPaddleDetectionItsShapeAndScale(String backend) {
        Model model = new Model(DataType.FLOAT32, 4, 8)
                .size("im_shape", DataType.FLOAT32, HEIGHT_FIRST, "relative", "Mul", "shaped")
                .size("scale_factor", DataType.FLOAT32, HEIGHT_FIRST, "shaped", "Div", "sized");

        assertFinds(model.write(backend), new Box(10, 20, 30, 40));
    }

    @ParameterizedTest
    @CsvSource({"onnxruntime", "opencv-dnn"})
    void run_widensFloat16(String backend) {
        Model model = new Model(DataType.FLOAT16, 4, 4)
                .size("orig_target_sizes", DataType.INT64, WIDTH_FIRST, "relative", "Mul", "sized");

        assertFinds(model.write(backend, DataType.FLOAT16), new Box(10, 20, 30, 40));
    }

    @Test
    void info_showsWhatGoesInAndWhy() {
        try (ObjectDetector detector =
                rtDetr(4, 4, WIDTH_FIRST).write(ONNX_RUNTIME).build()) {
            assertThat(detector.info().inputs())
                    .hasToString("[images float32 [?, 3, 4, 4], orig_target_sizes int64 [?, 2]]");
            assertThat(detector.info().settings())
                    .contains(new Setting(
                            "inputs.orig_target_sizes", "[\"width\", \"height\"]", "recognised by its name"));
        }
    }

    @Test
    void build_asksForTheOrderWhereItMatters() {
        ObjectDetectorBuilder builder = rtDetr(4, 8, WIDTH_FIRST).write(ONNX_RUNTIME);

        assertThatThrownBy(builder::build)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("orig_target_sizes int64 [?, 2]")
                .hasMessageContaining("width and height in RT-DETR and D-FINE, height and width in DETR")
                .hasMessageContaining("\"inputs\": {\"orig_target_sizes\": [\"height\", \"width\"]}");
        assertFinds(
                builder.setting("inputs", Map.of("orig_target_sizes", List.of("width", "height"))),
                new Box(10, 20, 30, 40));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo | [1]",
                "pixel_masks | 1",
                "ORIG_TARGET_SIZES | [\"height\", \"width\"]",
            })
    void build_saysWhatToWriteForAnUnknownInput(String name, String example) {
        Model model = new Model(DataType.FLOAT32, 4, 4);
        Shape shape = example.equals("1") ? Shape.of(1, 4, 4) : Shape.of(1, example.contains("height") ? 2 : 4);
        model.onnx
                .input(name, DataType.FLOAT32, shape)
                .node("Identity", List.of("relative"), List.of("sized"), Map.of());

        assertThatThrownBy(model.write(ONNX_RUNTIME)::build)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("found also: " + name)
                .hasMessageContaining("\"inputs\": {\"" + name + "\": " + example + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depth | numbers that orig_target_sizes int64 [?, 2] can hold",
                "1.5 | numbers that orig_target_sizes int64 [?, 2] can hold",
                "original | The size of the original image need not be given",
            })
    void build_refusesWhatTheInputCannotTake(String entry, String message) {
        Object value = entry.equals("1.5") ? (Object) 1.5 : entry;
        ObjectDetectorBuilder builder = rtDetr(4, 4, WIDTH_FIRST)
                .write(ONNX_RUNTIME)
                .setting("inputs", Map.of("orig_target_sizes", List.of(value, "height")));

        assertThatThrownBy(builder::build)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void build_refusesAListOfAnotherLength() {
        ObjectDetectorBuilder builder = rtDetr(4, 4, WIDTH_FIRST)
                .write(ONNX_RUNTIME)
                .setting("inputs", Map.of("orig_target_sizes", List.of(4, 4, 4)));

        assertThatThrownBy(builder::build)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("as many as the last dimension has")
                .hasMessageContaining("3 in a list");
    }
}
