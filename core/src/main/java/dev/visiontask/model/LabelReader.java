package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.internal.Nearest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the names of the classes: the keys {@code labels} and {@code labels_file}, {@code id2label}, a label file. */
final class LabelReader {
    /** The usual names of label files; DJL's and MXNet's is the last. */
    static final List<String> FILE_NAMES = List.of("labels.txt", "classes.txt", "names.txt", "synset.txt");

    private static final long MAX_BYTES = 16L << 20;
    private static final Pattern LIKELY = Pattern.compile(
            ".+\\.names|.*(?:label|class|categor).*\\.txt|.*(?:labels?|class(?:es)?|names|categories)\\.json|.*(?:id2label|label2id).*\\.json",
            Pattern.CASE_INSENSITIVE);
    /** What holds labels for other programs, in forms that are not read here. */
    private static final Pattern FOREIGN = Pattern.compile(
            ".*(?:label|class|categor|names).*\\.(?:csv|tsv|ya?ml|pbtxt|pkl|npy|xml)|data\\.ya?ml|.*\\.pbtxt|metadata\\.ya?ml",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WNID = Pattern.compile("n\\d{8}\\s+\\S.*");

    private final Path directory;
    private final Facts facts;

    LabelReader(Path directory, Facts facts) {
        this.directory = directory;
        this.facts = facts;
    }

    void read(JsonObject config) {
        Optional<Fact> file = facts.find(SpecKeys.LABELS_FILE);
        Optional<Fact> list = facts.find(SpecKeys.LABELS);
        if (file.isPresent()
                && list.isPresent()
                && file.get().layer() == list.get().layer()) {
            throw new ModelFormatException("Expected either labels or labels_file ("
                    + file.get().origin() + ") for " + facts.model() + ", found both. Remove one.");
        }
        if (list.isPresent()
                && (file.isEmpty() || list.get().layer().compareTo(file.get().layer()) < 0)) {
            facts.remove(SpecKeys.LABELS_FILE);
            return;
        }
        if (file.isPresent()) {
            Fact named = file.get();
            Path path = inside(facts.text(SpecKeys.LABELS_FILE).orElseThrow());
            facts.remove(SpecKeys.LABELS);
            facts.add(SpecKeys.LABELS, labels(path), named.layer(), String.valueOf(path.getFileName()));
            return;
        }
        found(config).ifPresent(fact -> facts.add(SpecKeys.LABELS, fact));
    }

    /** What is there without being named: all of it has to agree. */
    private Optional<Fact> found(JsonObject config) {
        List<Fact> all = new ArrayList<>();
        ConfigReader.labels(directory, config).ifPresent(all::add);
        for (String name : FILE_NAMES) {
            Json.beside(directory, name).ifPresent(file -> all.add(new Fact(lines(file), Layer.OTHER_FILE, name)));
        }
        for (Fact other : all) {
            if (!other.value().equals(all.get(0).value())) {
                throw new ModelFormatException("Expected one list of labels in " + directory + ", found two: "
                        + difference(all.get(0), other) + ". Remove one, or say which with \"labels_file\" in the"
                        + " object \"visiontask\" of " + ConfigReader.FILE_NAME + ".");
            }
        }
        return all.stream().findFirst().or(this::alone);
    }

    /**
     * The only file that looks like one of labels, such as {@code coco80.names}. It may belong to another model of the folder,
     * so that the metadata of the model file is stronger.
     */
    private Optional<Fact> alone() {
        List<String> names = ModelFolder.names(directory).stream()
                .filter(name -> LIKELY.matcher(name).matches())
                .toList();
        if (names.size() > 1) {
            String list = String.join(", ", names);
            facts.add("label_files", new JsonPrimitive(list), Layer.DEFAULT, ", not read: say one with labels_file");
        }
        if (names.size() != 1) {
            if (names.isEmpty()) {
                foreign();
            }
            return Optional.empty();
        }
        String name = names.get(0);
        Optional<Path> file = Json.beside(directory, name);
        return file.isPresent() && isJson(file.get())
                ? likely(file.get(), name)
                : file.map(text -> only(lines(text), name));
    }

    private static Fact only(JsonArray labels, String name) {
        return new Fact(labels, Layer.DEFAULT, ", the only label file " + name);
    }

    /** JSON of this name may hold anything: where it is no list of names, that is told. */
    private Optional<Fact> likely(Path file, String name) {
        String text = Json.readText(file, MAX_BYTES);
        try {
            return Optional.of(only(new ClassNameText(file.toString()).read(text), name));
        } catch (ModelFormatException other) {
            facts.add("label_files", new JsonPrimitive(name), Layer.DEFAULT, ", not read: no list of names");
            return Optional.empty();
        }
    }

    /** Says of files that may hold the labels that they are not read, so that classes without names are no riddle. */
    private void foreign() {
        List<String> names = ModelFolder.names(directory).stream()
                .filter(name -> FOREIGN.matcher(name).matches())
                .toList();
        if (!names.isEmpty()) {
            JsonPrimitive list = new JsonPrimitive(String.join(", ", names));
            facts.add("label_files", list, Layer.DEFAULT, ", not read: write one label a line into labels.txt");
        }
    }

    private static boolean isJson(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static JsonArray labels(Path file) {
        return isJson(file) ? new ClassNameText(file.toString()).read(Json.readText(file, MAX_BYTES)) : lines(file);
    }

    private static String difference(Fact one, Fact two) {
        JsonArray a = one.value().getAsJsonArray();
        JsonArray b = two.value().getAsJsonArray();
        if (a.size() != b.size()) {
            return a.size() + " in " + one.source() + ", " + b.size() + " in " + two.source();
        }
        int i = 0;
        while (a.get(i).equals(b.get(i))) {
            i++;
        }
        return "label " + i + " is " + a.get(i) + " in " + one.source() + " and " + b.get(i) + " in " + two.source();
    }

    private Path inside(String name) {
        String origin = facts.find(SpecKeys.LABELS_FILE).map(Fact::origin).orElse("");
        try {
            Path file = directory.resolve(name).normalize();
            // The caller may point anywhere; a description must not reach out of its folder.
            boolean allowed = origin.equals(Origin.BUILDER.toString()) || file.startsWith(directory);
            if (allowed && Files.isRegularFile(file)) {
                return file;
            }
            if (allowed && Files.isDirectory(file)) {
                throw new ModelFormatException("Expected a file of labels that labels_file (" + origin
                        + ") names, found the folder " + file + " with " + ModelFolder.listing(file)
                        + ". Name the file in it.");
            }
        } catch (InvalidPathException notAPath) {
            throw new ModelFormatException(
                    "Expected a file name for labels_file (" + origin + "), found: " + name + ".", notAPath);
        }
        throw new ModelNotFoundException("Expected the file in " + directory + " that labels_file (" + origin
                + ") names, found none: " + name + "." + Nearest.hint(name, ModelFolder.names(directory)));
    }

    /** One label a line; empty lines at the end do not count, WordNet ids are cut off where every line has one. */
    private static JsonArray lines(Path file) {
        String text = Json.readText(file, MAX_BYTES);
        if (Json.tryParse(text).filter(json -> !json.isJsonPrimitive()).isPresent()) {
            throw new ModelFormatException(
                    "Expected one label a line in " + file + ", found a JSON text. Write its texts"
                            + " one a line, or as the list \"labels\" in the object \"visiontask\" of "
                            + ConfigReader.FILE_NAME + ".");
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        if (lines.isEmpty()) {
            throw new ModelFormatException("Expected one label a line in " + file + ", found none.");
        }
        boolean synset = lines.stream().allMatch(line -> WNID.matcher(line).matches());
        JsonArray labels = new JsonArray();
        for (String line : lines) {
            String label = synset ? line.substring(9) : line;
            // A blank line can be a label: the space of a text recogniser.
            labels.add(label.isBlank() ? label : label.strip());
        }
        return labels;
    }
}
