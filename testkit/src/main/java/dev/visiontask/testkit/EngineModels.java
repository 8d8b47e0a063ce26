package dev.visiontask.testkit;

import dev.visiontask.backend.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link LinearModel} as a file for each engine, so that a test of a task runs on all of them. */
public final class EngineModels {
    /** The plain-Java engine. */
    public static final String FAKE = "fake";

    private EngineModels() {}

    /**
     * Writes the model into a folder, in the format of the engine.
     *
     * @param engine {@code onnxruntime}, {@code opencv-dnn}, {@code mxnet} or {@link #FAKE}
     */
    public static void write(LinearModel model, String engine, Path folder) throws IOException {
        switch (engine) {
            case FAKE -> FakeBackend.write(model, folder);
            case "mxnet" -> TinyMxnet.linear(model).write(folder, "tiny");
            default -> Files.write(folder.resolve("model.onnx"), TinyOnnx.linear(model));
        }
    }

    /** The engine alone where it is the plain-Java one, else all on the class path. */
    public static Backends backends(String engine) {
        return engine.equals(FAKE) ? Backends.of(List.of(new FakeBackend())) : Backends.find();
    }
}
