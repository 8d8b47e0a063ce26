package dev.visiontask.model;

import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.internal.Nearest;
import dev.visiontask.internal.PathHint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder on disk with a model and what lies beside it: descriptions, labels, a licence. */
public final class ModelFolder {
    private static final int LISTED = 20;

    private final Path directory;
    private final String name;
    private final @Nullable Path only;

    private ModelFolder(Path directory, String name, @Nullable Path only) {
        this.directory = directory;
        this.name = name;
        this.only = only;
    }

    static ModelFolder of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return new ModelFolder(absolute, nameOf(absolute), null);
        }
        Path parent = absolute.getParent();
        if (parent == null || !Files.isRegularFile(absolute)) {
            throw new ModelNotFoundException("Expected a model folder or model file, found none at " + absolute + "."
                    + beside(parent, absolute) + PathHint.of(path));
        }
        return new ModelFolder(parent, nameOf(absolute), absolute);
    }

    private static String beside(@Nullable Path parent, Path missing) {
        if (parent == null || !Files.isDirectory(parent)) {
            return " Its parent folder does not exist either.";
        }
        String wanted = nameOf(missing);
        List<String> unfinished = names(parent).stream()
                .filter(name -> name.startsWith(wanted + "."))
                .toList();
        String hint = ForeignFiles.hint(parent, unfinished);
        return " " + parent + " holds: " + listing(parent) + "."
                + (hint.isEmpty() ? Nearest.hint(wanted, names(parent)) : hint);
    }

    static ModelFolder ofId(String id, Path directory) {
        return new ModelFolder(directory, id, null);
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** The folder. */
    public Path directory() {
        return directory;
    }

    /** What the caller would call the model: the id, or the name of the folder or file. */
    public String name() {
        return name;
    }

    /** The file that the caller named, if it was not a folder. */
    Optional<Path> only() {
        return Optional.ofNullable(only);
    }

    /**
     * The model files to choose from: the one that the caller or the key {@code file} names, else at most one a format, ONNX
     * first.
     *
     * @param known the formats of the backends at hand
     * @throws ModelNotFoundException if there is no model file; the message lists what is in the folder
     * @throws dev.visiontask.ModelFormatException if a format has several files and nothing says which
     */
    public List<ModelFile> modelFiles(Set<ModelFormat> known) {
        return modelFiles(known, Map.of());
    }

    /**
     * As {@link #modelFiles(Set)}, with the builder's word on the keys {@code file} and {@code format}.
     *
     * @param builder the caller's own values by canonical key
     */
    public List<ModelFile> modelFiles(Set<ModelFormat> known, Map<String, ?> builder) {
        return new ModelFileSearch(this, known, builder).find();
    }

    /** The names in a folder, for messages. */
    static String listing(Path directory) {
        List<String> names = names(directory);
        if (names.isEmpty()) {
            return "nothing";
        }
        String more = names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more" : "";
        return names.stream().limit(LISTED).collect(Collectors.joining(", ")) + more;
    }

    /** The names in a folder, sorted; folders end with a slash. */
    static List<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> nameOf(entry) + (Files.isDirectory(entry) ? "/" : ""))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new ModelNotFoundException(
                    "Expected a readable folder " + directory + ", found: " + failure, failure);
        }
    }

    @Override
    public String toString() {
        return only == null ? directory.toString() : only.toString();
    }
}
