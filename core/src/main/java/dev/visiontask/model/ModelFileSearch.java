package dev.visiontask.model;

import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.backend.ModelFile;
import dev.visiontask.backend.ModelFormat;
import dev.visiontask.internal.Nearest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the file to open in a model folder. */
final class ModelFileSearch {
    private final ModelFolder folder;
    private final List<ModelFormat> formats;
    private final Facts facts;

    ModelFileSearch(ModelFolder folder, Set<ModelFormat> known, Map<String, ?> builder) {
        this.folder = folder;
        this.facts = new Facts(folder.toString(), folder.directory());
        BuilderReader.read(builder, facts);
        ConfigReader.description(folder.directory(), facts);
        Optional<String> wanted = facts.text(SpecKeys.FORMAT);
        this.formats = known.stream()
                .filter(format -> wanted.isEmpty() || format.id().equals(wanted.get()))
                .sorted(Comparator.comparing((ModelFormat format) -> !format.equals(ModelFormat.ONNX))
                        .thenComparing(ModelFormat::id))
                .toList();
        if (formats.isEmpty()) {
            throw new ModelFormatException("Expected the key format of " + folder + " to be one of " + ids(known)
                    + ", found: " + wanted.orElse("no backend at all on the class path") + ".");
        }
    }

    List<ModelFile> find() {
        Optional<Path> named = folder.only().or(this::named);
        if (named.isPresent()) {
            return List.of(named(named.get()));
        }
        List<ModelFile> found = search(folder.directory());
        if (found.isEmpty() && Files.isDirectory(folder.directory().resolve("onnx"))) {
            // Where the Hub's exporters put them.
            found = search(folder.directory().resolve("onnx"));
        }
        if (found.isEmpty()) {
            throw new ModelNotFoundException("Expected a model file (" + suffixes() + ") in " + folder + ", found: "
                    + ModelFolder.listing(folder.directory()) + "."
                    + ForeignFiles.hint(folder.directory(), ModelFolder.names(folder.directory())));
        }
        return found;
    }

    private Optional<Path> named() {
        return facts.text(SpecKeys.FILE).map(name -> {
            Path file = inside(name);
            if (!Files.isRegularFile(file)) {
                String found = Files.isDirectory(file) ? "a folder. Name the file in it; " + folder + " holds " : "";
                throw new ModelNotFoundException("Expected the model file " + file + " that the key file ("
                        + origin(SpecKeys.FILE) + ") names, found: " + found
                        + ModelFolder.listing(folder.directory()) + "."
                        + Nearest.hint(name, ModelFolder.names(folder.directory())));
            }
            return file;
        });
    }

    /** A description is data from elsewhere: it must not reach out of its folder. */
    private Path inside(String name) {
        try {
            Path file = folder.directory().resolve(name).normalize();
            if (file.startsWith(folder.directory())) {
                return file;
            }
        } catch (InvalidPathException notAPath) {
            throw new ModelFormatException(
                    "Expected a file name for the key file of " + folder + ", found: " + name + ".", notAPath);
        }
        throw new ModelFormatException("Expected the key file (" + origin(SpecKeys.FILE) + ") to name a file inside "
                + folder + ", found: " + name + ".");
    }

    private String origin(String key) {
        return facts.find(key).map(Fact::origin).orElse("");
    }

    private ModelFile named(Path file) {
        String name = String.valueOf(file.getFileName());
        return formats.stream()
                .filter(format -> format.matches(name))
                .findFirst()
                .map(format -> new ModelFile(format, file))
                .orElseThrow(() -> new ModelFormatException("Expected a model file whose name ends with " + suffixes()
                        + ", found: " + file + "." + whatIs(file)));
    }

    private static String whatIs(Path file) {
        String hint = ForeignFiles.hint(file);
        return hint.isEmpty() ? " Name the file to open, or add the backend that reads it." : hint;
    }

    private List<ModelFile> search(Path directory) {
        List<String> names = ModelFolder.names(directory);
        List<ModelFile> found = new ArrayList<>();
        for (ModelFormat format : formats) {
            List<String> matching = names.stream().filter(format::matches).toList();
            if (!matching.isEmpty()) {
                found.add(new ModelFile(format, directory.resolve(choose(directory, format, matching))));
            }
        }
        return List.copyOf(found);
    }

    private static String choose(Path directory, ModelFormat format, List<String> matching) {
        String usual = "model" + format.suffix();
        if (matching.size() == 1 || matching.contains(usual)) {
            return matching.contains(usual) ? usual : matching.get(0);
        }
        throw new ModelFormatException("Expected one " + format.id() + " model, or one called " + usual + ", in "
                + directory + ", found: " + String.join(", ", matching)
                + ". Name the file itself, or add \"file\": \"" + matching.get(0)
                + "\" to \"visiontask\" in its config.json.");
    }

    private String suffixes() {
        return formats.stream().map(format -> "*" + format.suffix()).collect(Collectors.joining(", "));
    }

    private static String ids(Set<ModelFormat> known) {
        return known.stream().map(ModelFormat::id).sorted().collect(Collectors.joining(", "));
    }
}
