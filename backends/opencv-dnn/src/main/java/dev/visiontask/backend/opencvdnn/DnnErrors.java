package dev.visiontask.backend.opencvdnn;

import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import java.nio.file.Path;
import java.util.List;

/** Turns the engine's exceptions into those of this library. */
final class DnnErrors {
    private DnnErrors() {}

    static ModelFormatException onLoad(Path file, Throwable error) {
        return new ModelFormatException(
                "Expected a sound ONNX model that OpenCV's dnn can run, found: " + file + ": " + error.getMessage()
                        + ". The backend onnxruntime reads more operators.",
                error);
    }

    static InferenceException onRun(List<?> inputs, Exception error) {
        return new InferenceException("OpenCV's dnn failed on the inputs " + inputs + ": " + error.getMessage(), error);
    }
}
