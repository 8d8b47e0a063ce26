package dev.visiontask.backend.opencvdnn;

import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the engine's exceptions into those of this library. */
final class DnnErrors {
    private static final int LIMIT = 400;

    /** {@code OpenCV(4.9.0) /path/file.cpp:139: error: (-215:Assertion failed) ...}. */
    private static final Pattern ERROR = Pattern.compile("OpenCV\\([^)]*\\) \\S+: error: (.*)");

    private DnnErrors() {}

    static ModelFormatException onLoad(Path file, MalformedOnnxException error) {
        if (error instanceof ExternalWeightsException external) {
            return new ModelFormatException(
                    "Expected all weights in the one file " + file + ", found the tensor "
                            + OnnxTensor.shown(external.tensor()) + ", whose numbers lie in "
                            + OnnxTensor.shown(external.location())
                            + ". The backend opencv-dnn does not read such files: name the backend onnxruntime, which"
                            + " does, or save the model as one file.",
                    error);
        }
        return onLoad(file, String.valueOf(error.getMessage()), error);
    }

    static ModelFormatException onLoad(Path file, Throwable error) {
        return onLoad(file, reason(error), error);
    }

    private static ModelFormatException onLoad(Path file, String found, Throwable cause) {
        return new ModelFormatException(
                "Expected a sound ONNX model that OpenCV's dnn can run, found in " + file + ": " + found
                        + ". The backend onnxruntime reads more operators.",
                cause);
    }

    static InferenceException onRun(List<?> inputs, Exception error) {
        return new InferenceException("OpenCV's dnn failed on the inputs " + inputs + ": " + reason(error), error);
    }

    /** OpenCV says where in its sources it failed, on several lines; kept is what failed. */
    private static String reason(Throwable error) {
        String text = String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
        Matcher said = ERROR.matcher(text);
        String reason = said.find() ? said.group(1) : text;
        return reason.length() <= LIMIT ? reason : reason.substring(0, LIMIT) + "...";
    }
}
