package dev.visiontask.backend;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A model on disk, as a backend gets it.
 *
 * @param format what it is
 * @param path the file to open: the {@code .onnx} file, the {@code -symbol.json} file; companions lie beside it. It
 *     may be of any file system (an archive, memory, the cloud): an engine that opens files by name must copy it first
 */
public record ModelFile(ModelFormat format, Path path) {
    /** Checks that nothing is null. */
    public ModelFile {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(path, "path");
    }
}
