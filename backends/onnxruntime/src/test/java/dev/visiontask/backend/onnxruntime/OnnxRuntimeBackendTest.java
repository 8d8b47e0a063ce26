package dev.visiontask.backend.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeBackendTest {
    @TempDir
    Path folder;

    private LoadedModel load(TinyOnnx onnx, Map<String, String> properties) {
        try {
            Path path = Files.write(folder.resolve("model.onnx"), onnx.toBytes());
            return new OnnxRuntimeBackend()
                    .load(new ModelFile(ModelFormat.ONNX, path), new BackendOptions("cpu", 2, 1, properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TinyOnnx identity(DataType type) {
        return new TinyOnnx()
                .input("x", type, Shape.of(-1, 3))
                .node("Identity", List.of("x"), List.of("y"), Map.of())
                .output("y", type, Shape.of(-1, 3));
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void run_passesEveryElementType(DataType type) {
        try (LoadedModel model = load(identity(type), Map.of());
                Session session = model.newSession()) {
            for (int round = 1; round < 4; round++) {
                Tensor x = session.input("x", Shape.of(2, 3));
                for (int i = 0; i < x.bytes().capacity(); i++) {
                    x.bytes().put(i, (byte) (type == DataType.BOOL ? i & 1 : i * round));
                }

                Tensor y = session.run().get(0);

                assertThat(y.type()).isEqualTo(type);
                assertThat(y.bytes()).isEqualTo(x.bytes());
            }
        }
    }

    /** Only the numbers say how many outputs there are, so that a buffer given in advance may not fit. */
    @Test
    void run_givesOutputsWhoseShapeDependsOnTheData() {
        TinyOnnx nonZero = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(-1))
                .node("NonZero", List.of("x"), List.of("where"), Map.of())
                .node("Relu", List.of("x"), List.of("positive"), Map.of())
                .output("where", DataType.INT64, Shape.of(1, -1))
                .output("positive", DataType.FLOAT32, Shape.of(-1));
        try (LoadedModel model = load(nonZero, Map.of());
                Session session = model.newSession()) {
            Tensor x = session.input("x", Shape.of(4));
            for (int mask : new int[] {0b0001, 0b0101, 0b0000, 0b1111, 0b1000, 0b1111}) {
                for (int i = 0; i < 4; i++) {
                    x.floats().put(i, mask >> i & 1);
                }

                List<Tensor> outputs = session.run();

                assertThat(outputs.get(0).shape()).isEqualTo(Shape.of(1, Integer.bitCount(mask)));
                assertThat(outputs.get(1).shape()).isEqualTo(Shape.of(4));
                for (int i = 0, k = 0; i < 4; i++) {
                    assertThat(outputs.get(1).floats().get(i)).isEqualTo(mask >> i & 1);
                    if ((mask >> i & 1) == 1) {
                        assertThat(outputs.get(0).bytes().asLongBuffer().get(k++))
                                .isEqualTo(i);
                    }
                }
            }
        }
    }

    @Test
    void load_readsMetadataAndLeavesWeightsOutOfTheInputs() {
        TinyOnnx onnx = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1, 2))
                .input("w", DataType.FLOAT32, Shape.of(1, 2))
                .weights("w", Shape.of(1, 2), new float[] {3, 4})
                .node("Add", List.of("x", "w"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1, 2))
                .metadata("names", "{0: 'cat'}");
        try (LoadedModel model = load(onnx, Map.of())) {
            assertThat(model.inputs()).hasToString("[x float32 [1, 2]]");
            assertThat(model.metadata()).isEqualTo(Map.of("names", "{0: 'cat'}"));
        }
    }

    @Test
    void load_refusesAnUnknownOperator() {
        TinyOnnx onnx = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1))
                .node("NoSuchOperator", List.of("x"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1));

        assertThatThrownBy(() -> load(onnx, Map.of()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("NoSuchOperator")
                .hasMessageContaining("model.onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void load_takesTheSpinningProperty(String spinning) {
        try (LoadedModel model = load(identity(DataType.FLOAT32), Map.of("spinning", spinning));
                Session session = model.newSession()) {
            session.input("x", Shape.of(1, 3)).floats().put(0, 5);

            assertThat(session.run().get(0).floats().get(0)).isEqualTo(5);
        }
    }

    @Test
    void load_refusesAWrongValueOfAProperty() {
        assertThatThrownBy(() -> load(identity(DataType.FLOAT32), Map.of("spinning", "yes")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("true or false")
                .hasMessageContaining("yes");
    }

    /** The engine's binding garbles what is beyond the first 65,536 characters, and loses lines behind it. */
    @Test
    void metadata_isThatOfTheFileWhateverTheCharacters() throws Exception {
        String all = "a\n\u00e9\n\u3000\n\uD842\uDFB7\nb\nc\n\uD83D\uDE00";
        byte[] model = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1, 4))
                .node("Relu", List.of("x"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1, 4))
                .metadata("character", all)
                .metadata("license", "MIT")
                .toBytes();
        Path path = Files.write(folder.resolve("characters.onnx"), model);

        try (LoadedModel loaded =
                new OnnxRuntimeBackend().load(new ModelFile(ModelFormat.ONNX, path), BackendOptions.DEFAULT)) {
            assertThat(loaded.metadata()).isEqualTo(Map.of("character", all, "license", "MIT"));
        }
    }

    @Test
    void metadata_takesAKeyWithoutAValue() throws Exception {
        byte[] model = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1, 4))
                .node("Relu", List.of("x"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1, 4))
                .metadata("visiontask.top_k")
                .metadata("license", "MIT")
                .toBytes();
        Path path = Files.write(folder.resolve("keys.onnx"), model);

        try (LoadedModel loaded =
                new OnnxRuntimeBackend().load(new ModelFile(ModelFormat.ONNX, path), BackendOptions.DEFAULT)) {
            assertThat(loaded.metadata()).containsEntry("visiontask.top_k", "").containsEntry("license", "MIT");
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, 1", "1024, 65536", "1, 65536", "2, 1023"})
    void load_takesTheLargestNumbersOfThreads(int threads, int sessions) {
        OrtTuning tuning = OrtTuning.of(new BackendOptions("CPU", threads, sessions, Map.of()));

        assertThat(tuning.poolThreads()).isBetween(1, BackendOptions.MAX_THREADS);
    }
}
