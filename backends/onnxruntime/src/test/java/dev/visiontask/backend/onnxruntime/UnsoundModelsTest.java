package dev.visiontask.backend.onnxruntime;

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

/** Models that contradict themselves: ONNX Runtime refuses them by itself, and the error is one of this library. */
class UnsoundModelsTest {
    private static final String X = "x";
    private static final Map<String, Long> NO_ATTRIBUTES = Map.of();

    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        Shape kernel = Shape.of(2, 3, 3, 3);
        return Stream.of(
                unsound("fewer numbers than the dimensions say", conv(onnx().weights("w", kernel, new float[53]))),
                unsound("a negative dimension", conv(onnx().weights("w", Shape.of(-1, 3, 3, 3), new float[54]))),
                unsound("an input that names no tensor", relu(onnx(), "y0")),
                unsound(
                        "a cycle",
                        relu(
                                onnx().node("Add", List.of(X, "b"), List.of("a"), NO_ATTRIBUTES)
                                        .node("Relu", List.of("a"), List.of("b"), NO_ATTRIBUTES),
                                "b")),
                unsound("two tensors of one name", relu(relu(onnx(), X), X)),
                unsound("an operator without its second input", onnx().node("Add", List.of(X), List.of("y"), Map.of())),
                unsound("an operator that nobody knows", onnx().node("Permute", List.of(X), List.of("y"), Map.of())),
                unsound("no version of the operators", relu(onnx(), X).versions(8, 0)));
    }

    private static Arguments unsound(String what, TinyOnnx onnx) {
        onnx.output("y", DataType.FLOAT32, Shape.UNKNOWN);
        return Arguments.of(what, onnx.toBytes());
    }

    private static TinyOnnx onnx() {
        return new TinyOnnx().input(X, DataType.FLOAT32, Shape.of(1, 3, 8, 8));
    }

    private static TinyOnnx conv(TinyOnnx onnx) {
        return onnx.node("Conv", List.of(X, "w"), List.of("y"), NO_ATTRIBUTES);
    }

    private static TinyOnnx relu(TinyOnnx onnx, String input) {
        return onnx.node("Relu", List.of(input), List.of("y"), NO_ATTRIBUTES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void load_refusesWhatContradictsItself(String what, byte[] model) throws Exception {
        Path path = Files.write(folder.resolve("model.onnx"), model);

        assertThatThrownBy(() -> new OnnxRuntimeBackend()
                        .load(new ModelFile(ModelFormat.ONNX, path), BackendOptions.DEFAULT)
                        .close())
                .as(what)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(path.toString());
    }
}
