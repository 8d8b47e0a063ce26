package dev.visiontask.backend.opencvdnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that OpenCV does not survive, or did not: all are refused before it sees them. */
class UnsoundModelsTest {
    private static final String X = "x";
    private static final Map<String, Long> NO_ATTRIBUTES = Map.of();

    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        Shape kernel = Shape.of(2, 3, 3, 3);
        float[] weights = new float[54];
        Map<String, long[]> three = Map.of("kernel_shape", new long[] {3, 3});
        return Stream.of(
                unsound(
                        "weights in another file",
                        conv(onnx().externalWeights("w", kernel, "model.onnx_data"), three),
                        "the tensor w, whose numbers lie in model.onnx_data",
                        "name the backend onnxruntime"),
                unsound(
                        "weights without numbers",
                        conv(onnx().weights("w", kernel, new float[0]), three),
                        "the tensor w of the dimensions [2, 3, 3, 3], which are 54 numbers, with 0 numbers"),
                unsound(
                        "fewer numbers than the dimensions say",
                        conv(onnx().weights("w", kernel, new float[53]), three),
                        "which are 54 numbers, with 53 numbers"),
                unsound("a negative dimension", conv(onnx().weights("w", Shape.of(-1, 3, 3, 3), weights), three), "-1"),
                unsound(
                        "more numbers than any memory",
                        conv(onnx().weights("w", Shape.of(1L << 40, 1L << 40, 3, 3), weights), three),
                        "the tensor w of the dimensions"),
                unsound(
                        "an input that names no tensor",
                        onnx().node("Relu", List.of("y0"), List.of("y"), NO_ATTRIBUTES),
                        "the node Relu y with the input y0"),
                unsound(
                        "a cycle",
                        onnx().node("Add", List.of(X, "b"), List.of("a"), NO_ATTRIBUTES)
                                .node("Relu", List.of("a"), List.of("b"), NO_ATTRIBUTES)
                                .node("Relu", List.of("b"), List.of("y"), NO_ATTRIBUTES),
                        "the input b, which is no input of the graph"),
                unsound(
                        "two tensors of one name",
                        onnx().node("Relu", List.of(X), List.of("y"), NO_ATTRIBUTES)
                                .node("Sigmoid", List.of(X), List.of("y"), NO_ATTRIBUTES),
                        "two tensors named y"),
                unsound(
                        "an operator without its second input",
                        onnx().node("Add", List.of(X), List.of("y"), NO_ATTRIBUTES),
                        "expected at least 2 and at most 2"),
                unsound(
                        "an output that nothing computes",
                        onnx().node("Relu", List.of(X), List.of("z"), NO_ATTRIBUTES),
                        "the output y, which no node"),
                unsound(
                        "a stride of 0",
                        conv(
                                onnx().weights("w", kernel, weights),
                                Map.of("kernel_shape", new long[] {3, 3}, "strides", new long[] {0, 1})),
                        "strides [0, 1]"),
                unsound(
                        "a window of 0",
                        onnx().node("MaxPool", List.of(X), List.of("y"), Map.of("kernel_shape", new long[] {0, 2})),
                        "kernel_shape [0, 2]"),
                unsound(
                        "a pool without a window",
                        onnx().node("MaxPool", List.of(X), List.of("y"), NO_ATTRIBUTES),
                        "without kernel_shape"),
                unsound(
                        "weights for other channels",
                        conv(onnx().weights("w", Shape.of(2, 5, 3, 3), new float[90]), three),
                        "expected an input of 5 channels"),
                unsound(
                        "weights without channels",
                        conv(onnx().weights("w", Shape.of(2, 0, 3, 3), new float[0]), three),
                        "none of them 0"),
                unsound(
                        "an open number of channels",
                        conv(
                                new TinyOnnx()
                                        .input(X, DataType.FLOAT32, Shape.of(1, Shape.DYNAMIC, 8, 8))
                                        .weights("w", kernel, weights),
                                three),
                        "a fixed number of channels"),
                unsound(
                        "bytes for floats",
                        conv(
                                new TinyOnnx()
                                        .input(X, DataType.INT8, Shape.of(1, 3, 8, 8))
                                        .weights("w", kernel, weights),
                                three),
                        "x int8 [1, 3, 8, 8], expected floats"),
                unsound(
                        "an axis that is not there",
                        onnx().node("ReduceMean", List.of(X), List.of("y"), Map.of("axes", new long[] {7})),
                        "expected axes from -4 to 3"),
                unsound(
                        "normalisation of other channels",
                        onnx().weights("s", Shape.of(5), new float[5])
                                .node(
                                        "BatchNormalization",
                                        List.of(X, "s", "s", "s", "s"),
                                        List.of("y"),
                                        NO_ATTRIBUTES),
                        "expected an input with [5] channels"));
    }

    private static Arguments unsound(String what, TinyOnnx onnx, String... messages) {
        onnx.output("y", DataType.FLOAT32, Shape.UNKNOWN);
        return Arguments.of(what, onnx.toBytes(), List.of(messages));
    }

    private static TinyOnnx onnx() {
        return new TinyOnnx().input(X, DataType.FLOAT32, Shape.of(1, 3, 8, 8));
    }

    private static TinyOnnx conv(TinyOnnx onnx, Map<String, long[]> attributes) {
        return onnx.node("Conv", List.of(X, "w"), List.of("y"), attributes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void load_refusesWhatOpenCvDoesNotSurvive(String what, byte[] model, List<String> messages) throws Exception {
        Path path = Files.write(folder.resolve("model.onnx"), model);

        assertThatThrownBy(() -> new OpenCvDnnBackend()
                        .load(new ModelFile(ModelFormat.ONNX, path), BackendOptions.DEFAULT)
                        .close())
                .as(what)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(path.toString())
                .satisfies(e -> messages.forEach(message -> assertThat(e).hasMessageContaining(message)));
    }
}
