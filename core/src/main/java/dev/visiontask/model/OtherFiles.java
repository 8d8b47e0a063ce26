package dev.visiontask.model;

import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The model card's licence, and DJL's {@code serving.properties}. */
final class OtherFiles {
    private static final String CARD = "README.md";
    private static final String SERVING = "serving.properties";
    private static final long MAX_BYTES = 4L << 20;

    /** Arguments of DJL's translators that change pixels. */
    private static final Set<String> PIXEL_ARGUMENTS = Set.of(
            "width",
            "height",
            "resize",
            "resizeshort",
            "centercrop",
            "centerfit",
            "totensor",
            "normalize",
            "interpolation",
            "flag",
            "range",
            "pad");

    private OtherFiles() {}

    /** The key {@code license} in the front matter of a Hugging Face model card. */
    static void card(Path directory, Facts facts) {
        Path file = directory.resolve(CARD);
        if (facts.find(SpecKeys.LICENSE).isPresent() || !Files.isRegularFile(file)) {
            return;
        }
        List<String> lines = Json.prose(file, MAX_BYTES).lines().toList();
        if (lines.isEmpty() || !lines.get(0).strip().equals("---")) {
            return;
        }
        Optional<String> license = scalar(lines, "license");
        if (license.filter("other"::equals).isPresent()) {
            license = scalar(lines, "license_name").or(() -> Optional.of("other"));
        }
        license.ifPresent(name -> facts.add(SpecKeys.LICENSE, new JsonPrimitive(name), Layer.OTHER_FILE, CARD));
    }

    private static Optional<String> scalar(List<String> lines, String key) {
        return lines.stream()
                .skip(1)
                .takeWhile(line -> !line.strip().equals("---"))
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip().replaceAll("^[\"']|[\"']$", ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** Refuses translator arguments that would be lost; with a description of its own, a folder may keep them for DJL. */
    static void serving(Path directory, Facts facts) {
        Path file = directory.resolve(SERVING);
        boolean described =
                facts.asMap().values().stream().anyMatch(fact -> fact.layer().compareTo(Layer.CONFIG) <= 0);
        if (described || !Files.isRegularFile(file)) {
            return;
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Json.readText(file, MAX_BYTES)));
        } catch (IOException | IllegalArgumentException broken) {
            throw new ModelFormatException("Expected Java properties in " + file + ", found: " + broken, broken);
        }
        Set<String> lost = new TreeSet<>();
        for (String key : properties.stringPropertyNames()) {
            String name = key.startsWith("option.") ? key.substring("option.".length()) : key;
            if (PIXEL_ARGUMENTS.contains(name.toLowerCase(Locale.ROOT))) {
                lost.add(key + "=" + properties.getProperty(key));
            }
        }
        if (!lost.isEmpty()) {
            throw new ModelFormatException("Expected the preprocessing of " + facts.model() + " in the object"
                    + " \"visiontask\" of " + directory.resolve(ConfigReader.FILE_NAME) + ", found it in " + file
                    + ", which is not read: " + String.join(", ", lost) + ". Say the same there.");
        }
    }
}
