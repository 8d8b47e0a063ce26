package dev.visiontask.backend.opencvdnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.image.OpenCvLibrary;
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
import org.opencv.core.Core;

class OpenCvDnnBackendTest {
    @TempDir
    Path folder;

    private LoadedModel load(TinyOnnx onnx, int threads) {
        try {
            Path path = Files.write(folder.resolve("model.onnx"), onnx.toBytes());
            return new OpenCvDnnBackend()
                    .load(new ModelFile(ModelFormat.ONNX, path), new BackendOptions("cpu", threads, 1, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TinyOnnx twoOutputs() {
        return new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(-1, 2, 3))
                .node("Relu", List.of("x"), List.of("positive"), Map.of())
                .node("Neg", List.of("x"), List.of("negated"), Map.of())
                .output("negated", DataType.FLOAT32, Shape.of(-1, 2, 3))
                .output("positive", DataType.FLOAT32, Shape.of(-1, 2, 3));
    }

    @Test
    void run_givesOutputsInTheModelsOrder() {
        try (LoadedModel model = load(twoOutputs(), 1);
                Session session = model.newSession()) {
            for (int batch = 1; batch <= 3; batch++) {
                Tensor x = session.input("x", Shape.of(batch, 2, 3));
                for (int i = 0; i < batch * 6; i++) {
                    x.floats().put(i, i % 2 == 0 ? i : -i);
                }

                List<Tensor> outputs = session.run();

                assertThat(outputs).extracting(Tensor::name).containsExactly("negated", "positive");
                for (int i = 0; i < batch * 6; i++) {
                    float value = i % 2 == 0 ? i : -i;
                    assertThat(outputs.get(0).floats().get(i)).isEqualTo(-value);
                    assertThat(outputs.get(1).floats().get(i)).isEqualTo(Math.max(0, value));
                }
            }
        }
    }

    @Test
    void run_takesPixelsThatTheGraphCasts() {
        TinyOnnx onnx = new TinyOnnx()
                .input("pixels", DataType.UINT8, Shape.of(1, 4))
                .node("Cast", List.of("pixels"), List.of("x"), Map.of("to", DataType.FLOAT32))
                .node("Neg", List.of("x"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1, 4));
        try (LoadedModel model = load(onnx, 1);
                Session session = model.newSession()) {
            session.input("pixels", Shape.of(1, 4))
                    .bytes()
                    .put(0, (byte) 0)
                    .put(1, (byte) 200)
                    .put(3, (byte) 255);

            Tensor y = session.run().get(0);

            assertThat(y.floats().get(1)).isEqualTo(-200);
            assertThat(y.floats().get(3)).isEqualTo(-255);
        }
    }

    @Test
    void load_setsTheThreadsOfTheProcessAndPutsThemBack() {
        OpenCvLibrary.load();
        int before = Core.getNumThreads();
        try (LoadedModel two = load(twoOutputs(), before + 2)) {
            try (LoadedModel one = load(twoOutputs(), 1)) {
                assertThat(Core.getNumThreads()).isEqualTo(before + 2);
                assertThat(one.device()).isEqualTo(two.device());
            }
        }
        assertThat(Core.getNumThreads()).isEqualTo(before);
    }

    @Test
    void load_refusesTypesThatOpenCvHasNot() {
        TinyOnnx onnx = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1, 4))
                .node("Cast", List.of("x"), List.of("y"), Map.of("to", DataType.BOOL))
                .output("y", DataType.BOOL, Shape.of(1, 4));

        assertThatThrownBy(() -> load(onnx, 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("y bool [1, 4]")
                .hasMessageContaining("model.onnx");
    }
}
