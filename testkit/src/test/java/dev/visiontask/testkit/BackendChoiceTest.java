package dev.visiontask.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendChoice;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.Backends;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {
    private static final ModelFile ONNX = new ModelFile(ModelFormat.ONNX, Path.of("model.onnx"));
    private static final ModelFile MXNET = new ModelFile(ModelFormat.MXNET, Path.of("model-symbol.json"));

    private static final Backend NATIVE = new Stub("native", ModelFormat.ONNX, true, Availability.yes("Native 1.0"));
    private static final Backend IMPORTER =
            new Stub("importer", ModelFormat.ONNX, false, Availability.yes("Importer 2"));
    private static final Backend OTHER_IMPORTER =
            new Stub("other", ModelFormat.ONNX, false, Availability.yes("Other 3"));
    private static final Backend BROKEN =
            new Stub("broken", ModelFormat.ONNX, true, Availability.no("no library for this CPU; add a:b:1"));

    @Test
    void choose_takesTheEngineNativeToTheFormat() {
        BackendChoice choice = Backends.of(List.of(IMPORTER, NATIVE)).choose(List.of(ONNX), null);

        assertThat(choice.backend()).isEqualTo(NATIVE);
        assertThat(choice.reason()).contains("native to onnx");
        assertThat(choice.engine()).isEqualTo("Native 1.0");
    }

    @Test
    void choose_takesAnotherEngineWhenTheNativeOneDoesNotWorkHere() {
        BackendChoice choice = Backends.of(List.of(BROKEN, IMPORTER)).choose(List.of(ONNX), null);

        assertThat(choice.backend()).isEqualTo(IMPORTER);
        assertThat(choice.reason()).contains("only backend here");
    }

    @Test
    void choose_asksForANameWhenTwoWouldDo() {
        assertThatThrownBy(() -> Backends.of(List.of(IMPORTER, OTHER_IMPORTER)).choose(List.of(ONNX), null))
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining("importer, other")
                .hasMessageContaining("backend(\"...\")");
    }

    @Test
    void choose_takesTheNamedOneAndTheFileItLoads() {
        BackendChoice choice = Backends.of(List.of(NATIVE, IMPORTER)).choose(List.of(MXNET, ONNX), "importer");

        assertThat(choice.backend()).isEqualTo(IMPORTER);
        assertThat(choice.file()).isEqualTo(ONNX);
        assertThat(choice.reason()).isEqualTo("named by the caller");
    }

    @Test
    void choose_neverReplacesANamedBackendThatDoesNotWork() {
        assertThatThrownBy(() -> Backends.of(List.of(BROKEN, NATIVE)).choose(List.of(ONNX), "broken"))
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining("no library for this CPU; add a:b:1");
    }

    @Test
    void choose_namesTheCoordinateWhenNobodyLoadsTheFormat() {
        assertThatThrownBy(() -> Backends.of(List.of(NATIVE)).choose(List.of(MXNET), null))
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining("dev.visiontask:visiontask-backend-djl")
                .hasMessageContaining("native for onnx: works, Native 1.0");
        assertThatThrownBy(() -> Backends.of(List.of()).choose(List.of(ONNX), null))
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining("found: none")
                .hasMessageContaining("dev.visiontask:visiontask-backend-onnxruntime");
    }

    @Test
    void choose_saysWhatANamedBackendLoads() {
        assertThatThrownBy(() -> Backends.of(List.of(NATIVE)).choose(List.of(MXNET), "native"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("native loads onnx")
                .hasMessageContaining("model-symbol.json");
    }

    private record Stub(String name, ModelFormat format, boolean isNative, Availability probe) implements Backend {
        @Override
        public Set<ModelFormat> formats() {
            return Set.of(format);
        }

        @Override
        public boolean isNativeFor(ModelFormat other) {
            return isNative && format.equals(other);
        }

        @Override
        public LoadedModel load(ModelFile file, BackendOptions options) {
            throw new UnsupportedOperationException("only chosen, never loaded");
        }
    }
}
