package dev.visiontask.benchmarks;

import dev.visiontask.backend.Availability;
import dev.visiontask.backend.Backend;
import dev.visiontask.backend.BackendOptions;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.backend.Session;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An engine that takes a picture of one pixel and gives the same output at once, so that a call costs what everything
 * but the engine costs.
 */
final class CannedOutput implements Backend {
    private static final ModelFormat FORMAT = new ModelFormat("canned", ".canned");
    private static final TensorInfo INPUT = new TensorInfo("pixels", DataType.FLOAT32, Shape.of(1, 3, 1, 1));

    private final Tensor output;

    CannedOutput(Tensor output) {
        this.output = output;
    }

    /** Writes a file for the engine to open. */
    static Path write(Path folder) throws IOException {
        return Files.createFile(folder.resolve("model.canned"));
    }

    @Override
    public String name() {
        return "canned";
    }

    @Override
    public Set<ModelFormat> formats() {
        return Set.of(FORMAT);
    }

    @Override
    public boolean isNativeFor(ModelFormat format) {
        return format.equals(FORMAT);
    }

    @Override
    public Availability probe() {
        return Availability.yes("canned output");
    }

    @Override
    public LoadedModel load(ModelFile file, BackendOptions options) {
        return new Model();
    }

    private final class Model implements LoadedModel {
        @Override
        public List<TensorInfo> inputs() {
            return List.of(INPUT);
        }

        @Override
        public List<TensorInfo> outputs() {
            return List.of(output.info());
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public Session newSession() {
            return new CannedSession();
        }

        @Override
        public void close() {}
    }

    private final class CannedSession implements Session {
        private final Tensor input = Tensor.allocate(INPUT.name(), INPUT.type(), INPUT.shape());

        @Override
        public Tensor input(String name, Shape shape) {
            return input;
        }

        @Override
        public List<Tensor> run() {
            return List.of(output);
        }

        @Override
        public void close() {}
    }
}
