package dev.visiontask.backend.onnxruntime;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.Interrupts;
import dev.visiontask.internal.PrivateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model where the engine can open it by name: the file itself, or, if it lies in an archive or another file system, a
 * private copy with its external weights beside it. Not handed over as bytes: those would be in the heap besides, and a
 * model with external weights needs a folder anyway. The copy stays until the model is closed, since the engine may map
 * the weights into memory.
 */
final class OrtFile implements AutoCloseable {
    private final Path path;
    private final @Nullable PrivateFolder copies;

    private OrtFile(Path path, @Nullable PrivateFolder copies) {
        this.path = path;
        this.copies = copies;
    }

    static OrtFile of(Path model) {
        if (!PrivateFolder.isNeededFor(model)) {
            return new OrtFile(model, null);
        }
        PrivateFolder copies = null;
        OrtFile opened = null;
        try {
            copies = PrivateFolder.create();
            opened = new OrtFile(copy(model, copies), copies);
            return opened;
        } catch (IOException e) {
            throw new ModelNotFoundException(
                    "Expected to copy " + model + " from its file system to a file that ONNX Runtime can open, found: "
                            + e.getMessage(),
                    e);
        } finally {
            if (opened == null && copies != null) {
                copies.close();
            }
        }
    }

    private static Path copy(Path model, PrivateFolder copies) throws IOException {
        Path copy = copies.copy(model, String.valueOf(model.getFileName()));
        Path folder = model.toAbsolutePath().normalize().getParent();
        for (String name : Interrupts.deferred(() -> externalWeights(copy))) {
            Path weights = folder == null ? null : inside(folder, name);
            if (weights != null && !Files.exists(copies.resolve(name))) {
                copies.copy(weights, name);
            }
        }
        return copy;
    }

    private static Set<String> externalWeights(Path model) throws IOException {
        try (InputStream in = Files.newInputStream(model)) {
            return ExternalWeights.names(in);
        }
    }

    /** A file of the model's folder; null for anything else, of which the engine then says that it is missing. */
    private static @Nullable Path inside(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && !name.startsWith("/") && Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** In the engine's words. */
    String path() {
        return path.toString();
    }

    @Override
    public void close() {
        if (copies != null) {
            copies.close();
        }
    }
}
