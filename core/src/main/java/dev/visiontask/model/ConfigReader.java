package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.visiontask.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code config.json}. */
final class ConfigReader {
    static final String FILE_NAME = "config.json";
    static final long MAX_BYTES = 16L << 20;
    private static final String OURS = "visiontask";

    private ConfigReader() {}

    /** The whole file, if there is one. */
    static Optional<JsonObject> load(Path directory) {
        Path file = directory.resolve(FILE_NAME);
        return Files.isRegularFile(file) ? Optional.of(Json.readObject(file, MAX_BYTES)) : Optional.empty();
    }

    /** The {@code "visiontask"} object. */
    static void description(Path directory, Facts facts) {
        load(directory).ifPresent(config -> description(directory, config, facts));
    }

    static JsonObject description(Path directory, JsonObject config, Facts facts) {
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
}
