package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import java.nio.file.Path;

/** The values of one {@code preprocessor_config.json}, completed with the defaults of its processor. */
final class ProcessorValues {
    private final Path file;
    private final String type;
    private final JsonObject given;
    private final JsonObject defaults;
    private final Facts facts;

    ProcessorValues(Path file, String type, JsonObject given, JsonObject defaults, Facts facts) {
        this.file = file;
        this.type = type;
        this.given = given;
        this.defaults = defaults;
        this.facts = facts;
    }

    String type() {
        return type;
    }

    /** The file and the processor, for messages. */
    String where() {
        return file + " (" + type + ")";
    }

    boolean has(String key) {
        return isSet(given, key) || isSet(defaults, key);
    }

    private static boolean isSet(JsonObject object, String key) {
        return object.has(key) && !object.get(key).isJsonNull();
    }

    JsonElement value(String key) {
        if (!has(key)) {
            throw new ModelFormatException("Expected the key " + key + " in " + file + ", found none; the default of "
                    + type + " differs from one version of transformers to another. Add it as the model was trained.");
        }
        return isSet(given, key) ? given.get(key) : defaults.get(key);
    }

    JsonPrimitive primitive(String key) {
        JsonElement value = value(key);
        if (!value.isJsonPrimitive()) {
            throw wrongType(key, "a number or text", value);
        }
        return value.getAsJsonPrimitive();
    }

    boolean flag(String key) {
        JsonElement value = value(key);
        if (!(value instanceof JsonPrimitive primitive) || !primitive.isBoolean()) {
            throw wrongType(key, "true or false", value);
        }
        return value.getAsBoolean();
    }

    double number(String key) {
        return number(key, value(key));
    }

    double number(String key, JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive)
                || !primitive.isNumber()
                || !Double.isFinite(primitive.getAsDouble())) {
            throw wrongType(key, "a finite number", value);
        }
        return value.getAsDouble();
    }

    ModelFormatException wrongType(String key, String expected, JsonElement value) {
        return new ModelFormatException("Expected " + expected + " for the key " + key + " in " + where() + ", found "
                + Json.kind(value) + ".");
    }

    /** Notes a fact in our own keys. */
    void add(String key, JsonElement value) {
        facts.add(key, value, Layer.PROCESSOR, ProcessorReader.FILE_NAME);
    }
}
