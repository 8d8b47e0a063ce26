package dev.visiontask.backend.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.VisionException;
import java.nio.file.Path;
import java.util.List;

/** Turns the engine's exceptions into those of this library. */
final class OrtErrors {
    private OrtErrors() {}

    static VisionException onLoad(Path file, OrtException error) {
        String reason = String.valueOf(error.getMessage());
        if (error.getCode() == OrtErrorCode.ORT_NO_SUCHFILE || saysThatExternalDataIsMissing(reason)) {
            return new ModelNotFoundException(
                    "Expected " + file + " with the files of weights that it names beside it, ONNX Runtime found: "
                            + reason,
                    error);
        }
        return new ModelFormatException(
                "Expected a sound ONNX model that ONNX Runtime can run, found: " + file + ": " + reason, error);
    }

    /** The engine has no code of its own for this. */
    private static boolean saysThatExternalDataIsMissing(String reason) {
        return reason.contains("External data path does not exist") || reason.contains("No such file or directory");
    }

    static InferenceException onRun(List<?> inputs, OrtException error) {
        return new InferenceException("ONNX Runtime failed on the inputs " + inputs + ": " + error.getMessage(), error);
    }
}
