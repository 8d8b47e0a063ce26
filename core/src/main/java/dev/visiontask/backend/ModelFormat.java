package dev.visiontask.backend;

import java.util.Objects;

/**
 * A file format of models. A backend may bring a format of its own; the two that this project knows are constants.
 *
 * @param id a short name in lower case, such as {@code onnx}
 * @param suffix how the name of the file to open ends, such as {@code .onnx}
 */
public record ModelFormat(String id, String suffix) {
    /** ONNX, one file. */
    public static final ModelFormat ONNX = new ModelFormat("onnx", ".onnx");

    /** Apache MXNet: {@code NAME-symbol.json} beside {@code NAME-0000.params}. */
    public static final ModelFormat MXNET = new ModelFormat("mxnet", "-symbol.json");

    /** Checks that both are given. */
    public ModelFormat {
        Objects.requireNonNull(id, "id");
        if (suffix.isEmpty()) {
            throw new IllegalArgumentException("Expected the end of a file name, found an empty string");
        }
    }

    /** Whether a file of this name is opened as this format. */
    public boolean matches(String fileName) {
        return fileName.endsWith(suffix);
    }
}
