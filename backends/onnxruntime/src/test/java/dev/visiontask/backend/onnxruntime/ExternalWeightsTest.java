package dev.visiontask.backend.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.visiontask.VisionException;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose weights lie beside them, on the disk and elsewhere. */
class ExternalWeightsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "disk, model.onnx_data",
        "zip, model.onnx_data",
        "memory, model.onnx_data",
        "zip, ./model.onnx_data",
        "memory, weights/layer 1.bin",
        "zip, the weights (1).bin",
        "memory, onnx__MatMul_1234"
    })
    void load_findsTheWeightsBesideTheModel(String place, String location) throws IOException {
        try (FileSystem system = open(place)) {
            Path target = system == null ? folder : Files.createDirectories(system.getPath("/net"));
            ModelFile file = write(target, location);

            try (LoadedModel model = new OnnxRuntimeBackend().load(file, BackendOptions.DEFAULT)) {
                // Loaded once: what happens to the file system now means nothing.
                close(system);
                try (Session session = model.newSession()) {
                    session.input("x", Shape.of(1, 2)).floats().put(0, new float[] {3, 4});
                    assertThat(session.run().get(0).floats().get(0)).isEqualTo(3 * 10 + 4 * 100);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.bin", "../secret.bin", "/secret.bin"})
    void load_refusesWeightsThatAreNotInTheModelsFolder(String location) throws IOException {
        try (FileSystem system = Jimfs.newFileSystem(Configuration.unix())) {
            Files.write(system.getPath("/secret.bin"), weights());
            Path target = Files.createDirectories(system.getPath("/net"));
            Path model = Files.write(target.resolve("model.onnx"), model(location));

            assertThatThrownBy(() -> new OnnxRuntimeBackend()
                            .load(new ModelFile(ModelFormat.ONNX, model), BackendOptions.DEFAULT))
                    .isInstanceOf(VisionException.class)
                    .hasMessageContaining("/net/model.onnx");
        }
    }

    @Test
    void names_findsEachLocationWhereverChunksEnd() throws IOException {
        byte[] one = model("a.bin");
        byte[] big = new byte[(1 << 16) - one.length / 2 + 3];
        for (int shift = 0; shift < one.length; shift++) {
            ByteBuffer all = ByteBuffer.allocate(big.length + 2 * one.length + shift);
            all.put(new byte[shift]).put(big).put(one).put(model("b.bin"));

            assertThat(ExternalWeights.names(new ByteArrayInputStream(all.array())))
                    .containsExactly("a.bin", "b.bin");
        }
    }

    @Test
    void names_isEmptyForAModelWithItsWeightsInside() throws IOException {
        byte[] model = new TinyOnnx()
                .weights("location", Shape.of(2), new float[] {1, 2})
                .toBytes();

        assertThat(ExternalWeights.names(new ByteArrayInputStream(model))).isEmpty();
    }

    private static void close(@Nullable FileSystem system) throws IOException {
        if (system != null) {
            system.close();
        }
    }

    private @Nullable FileSystem open(String place) throws IOException {
        return switch (place) {
            case "zip" -> FileSystems.newFileSystem(folder.resolve("net.zip"), Map.of("create", "true"));
            case "memory" ->
                Jimfs.newFileSystem(
                        Configuration.unix().toBuilder().setSupportedFeatures().build());
            default -> null;
        };
    }

    private static ModelFile write(Path target, String location) throws IOException {
        Path file = target.resolve(location).normalize();
        Files.createDirectories(file.resolveSibling(""));
        Files.createDirectories(target.resolve("weights"));
        Files.write(file, weights());
        return new ModelFile(ModelFormat.ONNX, Files.write(target.resolve("model.onnx"), model(location)));
    }

    private static byte[] model(String location) {
        return new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1, 2))
                .externalWeights("W", Shape.of(2, 1), location)
                .node("MatMul", List.of("x", "W"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1, 1))
                .toBytes();
    }

    private static byte[] weights() {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(10)
                .putFloat(100)
                .array();
    }
}
