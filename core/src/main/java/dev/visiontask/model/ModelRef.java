package dev.visiontask.model;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.Nearest;
import dev.visiontask.internal.PathHint;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The model that a caller names: the id of a {@link ModelProvider}, a folder, a model file, or a resource of
 * the class path. An id comes first: write
 * {@code ./name} for a folder of the working directory that is called like an id.
 */
public final class ModelRef {
    private final String text;
    private final @Nullable Supplier<ModelFolder> place;

    private ModelRef(String text, @Nullable Supplier<ModelFolder> place) {
        this.text = text;
        this.place = place;
    }

    /** The model of this id or path. */
    public static ModelRef of(String idOrPath) {
        Objects.requireNonNull(idOrPath, "idOrPath");
        if (idOrPath.isBlank()) {
            throw new IllegalArgumentException("Expected the id or path of a model, found an empty string");
        }
        return new ModelRef(idOrPath, null);
    }

    /** The model in this folder, or this model file. */
    public static ModelRef of(Path folderOrFile) {
        return new ModelRef(folderOrFile.toString(), () -> ModelFolder.of(folderOrFile));
    }

    /**
     * The model file of this name on the class path, such as {@code models/detector.onnx} of a jar; with it go an MXNet model's
     * weights, and descriptions beside it. Resources that are no files of their own are copied once into the user's cache
     * folder (that of the system property {@code visiontask.cache}, else {@code ~/.cache/visiontask} or what the system has
     * for it), named by their content and checked by SHA-256 at each use.
     */
    public static ModelRef ofResource(String name) {
        Objects.requireNonNull(name, "name");
        return new ModelRef("resource " + name, () -> ResourceModel.find(name).folder());
    }

    /** As {@link #ofResource(String)}, as this class loader sees it. */
    public static ModelRef ofResource(String name, ClassLoader loader) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(loader, "loader");
        return new ModelRef(
                "resource " + name,
                () -> ResourceModel.find(name, List.of(loader)).folder());
    }

    /**
     * The folder on disk that holds the model.
     *
     * @throws ModelNotFoundException if there is no such id, folder or file; the message lists what was looked for
     */
    public ModelFolder resolve() {
        if (place != null) {
            return place.get();
        }
        ModelProviders providers = ModelProviders.find();
        Path provided = providers.locate(text);
        if (provided != null) {
            return ModelFolder.ofId(text, provided);
        }
        Path asPath = asPath();
        if (asPath != null && Files.exists(asPath)) {
            return ModelFolder.of(asPath);
        }
        throw new ModelNotFoundException(missing(providers, asPath));
    }

    private @Nullable Path asPath() {
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }

    private String missing(ModelProviders providers, @Nullable Path asPath) {
        return "Expected a model of this name or path, found none: " + text + ". Looked for a file or folder "
                + (asPath == null
                        ? "(not a valid path)"
                        : asPath.toAbsolutePath().normalize())
                + " and for an id; known ids: " + providers.report() + Nearest.hint(text, providers.ids())
                + PathHint.of(text);
    }

    /** The id or path as the caller wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
