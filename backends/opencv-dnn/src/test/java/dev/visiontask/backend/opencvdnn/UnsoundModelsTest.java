package dev.visiontask.backend.opencvdnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
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

    /** Files whose parts are sound one by one, and which OpenCV reads as something else. */
    static Stream<Arguments> misread() {
        TensorInfo x = new TensorInfo(X, DataType.FLOAT32, Shape.of(1, 3, 8, 8));
        return Stream.of(
                unsound(
                        "an input of two types, which protobuf joins to one of eight dimensions",
                        relu(new TinyOnnx().inputOfTwoTypes(x, x)),
                        "more than one type"),
                unsound(
                        "a dimension that OpenCV cuts to 32 bits",
                        relu(new TinyOnnx().input(X, DataType.FLOAT32, Shape.of(1, 3, (1L << 32) + 1, 8))),
                        "the dimension 4294967297"),
                unsound("no ir_version", relu(onnx()).versions(0, 13), "ir_version 0"),
                unsound("an ir_version of before operator sets", relu(onnx()).versions(2, 13), "ir_version 2"),
                unsound("no version of the operators", relu(onnx()).versions(8, 0), "no version of the operators"),
                unsound("a negative version of the operators", relu(onnx()).versions(8, -1), "the version -1"),
                unsound(
                        "an operator that is a layer of OpenCV's own",
                        onnx().node("Permute", List.of(X), List.of("y"), NO_ATTRIBUTES),
                        "the operator Permute of the domain ai.onnx"),
                unsound(
                        "an operator on a constant, which leaves its layer without an input",
                        onnx().weights("w", Shape.of(1, 3, 8, 8), new float[192])
                                .node("ArgMax", List.of("w"), List.of("y"), Map.of("axis", 1L)),
                        "ArgMax y on the constant w"),
                unsound(
                        "an operator on what is computed of constants",
                        onnx().longs("w", 1, 2)
                                .node("Add", List.of("w", "w"), List.of("sum"), NO_ATTRIBUTES)
                                .node("Split", List.of("sum"), List.of("y", "z"), Map.of("axis", 0L)),
                        "Split y on the constant sum"),
                unsound(
                        "an input without a name that OpenCV needs",
                        onnx().node("Split", List.of(X, ""), List.of("y", "z"), Map.of("axis", 1L)),
                        "Split y without a name for its input 1"),
                unsound(
                        "an axis that is a decimal number",
                        onnx().node("Softmax", List.of(X), List.of("y"), Map.of("axis", 7f)),
                        "axis of no whole number"));
    }

    /** Constants that OpenCV divides by, or takes for places in its memory. */
    static Stream<Arguments> values() {
        return Stream.of(
                unsound(
                        "more repeats than dimensions",
                        onnx().longs("r", 1, 1, 1, 1, 1, 1, 1, 1)
                                .node("Tile", List.of(X, "r"), List.of("y"), NO_ATTRIBUTES),
                        "as many repeats as its input has dimensions"),
                unsound(
                        "a range with the step 0",
                        onnx().longs("0", 0)
                                .longs("9", 9)
                                .node("Range", List.of("0", "9", "0"), List.of("r"), NO_ATTRIBUTES)
                                .node("Add", List.of(X, "r"), List.of("y"), NO_ATTRIBUTES),
                        "a constant step of one number, not 0"),
                unsound(
                        "a slice with the step 0",
                        onnx().longs("0", 0)
                                .longs("9", 9)
                                .node("Slice", List.of(X, "0", "9", "0", "0"), List.of("y"), NO_ATTRIBUTES),
                        "steps that are not 0"),
                unsound(
                        "an index behind the end",
                        onnx().longs("i", -1000).node("Gather", List.of(X, "i"), List.of("y"), Map.of("axis", 1L)),
                        "indices from -3 to 2"),
                unsound(
                        "the best of more than there are",
                        onnx().longs("k", 100).node("TopK", List.of(X, "k"), List.of("y", "i"), Map.of("axis", 1L)),
                        "one constant number from 1 to 3"),
                unsound(
                        "parts of more than there is",
                        onnx().longs("p", 2, 3).node("Split", List.of(X, "p"), List.of("y", "z"), Map.of("axis", 1L)),
                        "parts that are 3 together"),
                unsound(
                        "slopes of other channels",
                        onnx().weights("s", Shape.of(2, 1, 1), new float[2])
                                .node("PRelu", List.of(X, "s"), List.of("y"), NO_ATTRIBUTES),
                        "a constant slope of one number or of 3"),
                unsound(
                        "scales of other channels",
                        onnx().weights("s", Shape.of(2), new float[2])
                                .node("QuantizeLinear", List.of(X, "s"), List.of("y"), NO_ATTRIBUTES),
                        "a constant scale of one number or of 3"),
                unsound(
                        "an enlargement by three scales",
                        onnx().weights("s", Shape.of(3), new float[3])
                                .node("Resize", List.of(X, "", "s"), List.of("y"), Map.of("mode", "nearest")),
                        "four scales of float32"),
                unsound(
                        "gates of another size",
                        new TinyOnnx()
                                .input(X, DataType.FLOAT32, Shape.of(1, 1, 3))
                                .weights("w", Shape.of(1, 8, 3), new float[24])
                                .weights("r", Shape.of(1, 8, 2), new float[16])
                                .node("LSTM", List.of(X, "w", "r"), List.of("y"), Map.of("hidden_size", 7L)),
                        "weights [1 or 2, 28,"));
    }

    private static TinyOnnx relu(TinyOnnx onnx) {
        return onnx.node("Relu", List.of(X), List.of("y"), NO_ATTRIBUTES);
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
    @MethodSource({"models", "misread", "values"})
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
