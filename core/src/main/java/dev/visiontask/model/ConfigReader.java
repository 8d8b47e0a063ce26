package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code config.json}: our own object, and what Hugging Face and timm keep beside it. */
final class ConfigReader {
    static final String FILE_NAME = "config.json";
    static final String ARCHITECTURES = "architectures";
    static final String PROBLEM_TYPE = "problem_type";
    private static final long MAX_BYTES = 16L << 20;
    private static final String OURS = "visiontask";

    private ConfigReader() {}

    /** The whole file, if there is one. */
    static Optional<JsonObject> load(Path directory) {
        return Json.beside(directory, FILE_NAME).map(file -> Json.readObject(file, MAX_BYTES));
    }

    /** The {@code "visiontask"} object. */
    static void description(Path directory, Facts facts) {
        load(directory).ifPresent(config -> description(directory, config, facts));
    }

    static JsonObject description(Path directory, JsonObject config, Facts facts) {
        checkName(directory, config);
        JsonElement ours = config.get(OURS);
        if (ours == null) {
            return new JsonObject();
        }
        if (!ours.isJsonObject()) {
            throw new ModelFormatException("Expected an object for the key visiontask in "
                    + directory.resolve(FILE_NAME) + ", found " + Json.kind(ours) + ".");
        }
        JsonObject object = ours.getAsJsonObject();
        object.asMap().forEach((key, value) -> facts.add(key, value, Layer.DESCRIPTION, FILE_NAME));
        return object;
    }

    /** All other keys of the file belong to others and are left alone, but not a misspelt name of ours. */
    private static void checkName(Path directory, JsonObject config) {
        for (String key : config.keySet()) {
            String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            if (letters.equals(OURS) && !key.equals(OURS)) {
                throw new UnsupportedOptionException("Expected the key visiontask in " + directory.resolve(FILE_NAME)
                        + ", found " + key + ". Did you mean visiontask?");
            }
        }
    }

    /** The keys of Hugging Face's {@code PretrainedConfig} and of timm that tasks use, without the labels. */
    static void common(JsonObject config, Facts facts) {
        TimmReader.read(config, facts);
        for (String key : List.of(ARCHITECTURES, PROBLEM_TYPE, SpecKeys.LICENSE)) {
            JsonElement value = config.get(key);
            if (value != null && !value.isJsonNull()) {
                facts.add(key, value, Layer.CONFIG, FILE_NAME);
            }
        }
    }

    /** {@code id2label}, or timm's {@code label_names}; the placeholders {@code LABEL_0} ... are no labels. */
    static Optional<Fact> labels(Path directory, JsonObject config) {
        Path file = directory.resolve(FILE_NAME);
        JsonArray labels = null;
        if (config.get("id2label") instanceof JsonObject map && map.size() > 0) {
            labels = inOrder(file, map.asMap());
        } else if (config.get("label_names") instanceof JsonArray names) {
            labels = described(file, names, config.get("label_descriptions"));
        }
        if (labels == null || isPlaceholder(labels)) {
            return Optional.empty();
        }
        return Optional.of(new Fact(labels, Layer.CONFIG, FILE_NAME));
    }

    private static JsonArray inOrder(Path file, Map<String, JsonElement> byIndex) {
        JsonArray labels = new JsonArray();
        for (int index = 0; index < byIndex.size(); index++) {
            JsonElement label = byIndex.get(Integer.toString(index));
            if (label == null || !label.isJsonPrimitive()) {
                throw new ModelFormatException("Expected a label for every index of 0 to " + (byIndex.size() - 1)
                        + " in id2label of " + file + ", found " + (label == null ? "none" : Json.kind(label)) + " for "
                        + index + ".");
            }
            labels.add(label.getAsString());
        }
        return labels;
    }

    private static JsonArray described(Path file, JsonArray names, @Nullable JsonElement descriptions) {
        JsonArray labels = new JsonArray();
        for (JsonElement name : names) {
            if (!isText(name)) {
                throw new ModelFormatException("Expected a text for every class in label_names of " + file + ", found "
                        + Json.kind(name) + " for " + labels.size() + ".");
            }
            String text = name.getAsString();
            JsonElement shown = descriptions instanceof JsonObject map ? map.get(text) : null;
            labels.add(shown != null && isText(shown) ? shown : name);
        }
        return labels;
    }

    private static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isPlaceholder(JsonArray labels) {
        for (int index = 0; index < labels.size(); index++) {
            if (!labels.get(index).getAsString().equals("LABEL_" + index)) {
                return false;
            }
        }
        return true;
    }
}
