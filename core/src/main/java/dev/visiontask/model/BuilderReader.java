package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Turns the caller's values into facts. */
final class BuilderReader {
    private BuilderReader() {}

    static void read(Map<String, ?> builder, Facts facts) {
        builder.forEach((key, value) -> facts.add(key, json(key, value), Layer.BUILDER, ""));
    }

    /** The JSON form of a Java value, as a description would write it. */
    static JsonElement json(String key, Object value) {
        if (value instanceof String || value instanceof Path) {
            return new JsonPrimitive(value.toString());
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        if (value instanceof Number number) {
            return number(key, number);
        }
        if (value instanceof Enum<?> constant) {
            return new JsonPrimitive(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (value instanceof ImageSize size) {
            return Sizes.json(size);
        }
        if (value instanceof Collection<?> || value.getClass().isArray()) {
            return list(key, value);
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, item) -> object.add(String.valueOf(name), json(key, item)));
            return object;
        }
        throw new IllegalArgumentException("Expected a text, number, flag, enum, size, list or map for the key " + key
                + ", found a " + value.getClass().getName());
    }

    private static JsonElement number(String key, Number number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("Expected a finite number for the key " + key + ", found: " + number);
        }
        return new JsonPrimitive(number);
    }

    private static JsonArray list(String key, Object value) {
        Object array = value instanceof Collection<?> items ? items.toArray() : value;
        JsonArray list = new JsonArray();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(json(key, Array.get(array, i)));
        }
        return list;
    }
}
