package dev.visiontask.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * Builds one JSON object, member by member in the order of the calls; {@link #toString()} is its text on one line. Not
 * for use by several threads.
 */
public final class JsonObjectText {
    private final JsonObject object = new JsonObject();

    /** Adds a string. */
    public JsonObjectText put(String name, String value) {
        object.addProperty(name, value);
        return this;
    }

    /**
     * Adds a number, in the shortest decimal form that reads back as the same value.
     *
     * @throws IllegalArgumentException for NaN and infinities, which JSON has no form for
     */
    public JsonObjectText put(String name, Number value) {
        if (!Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException("Expected a finite number for " + name + ", found: " + value);
        }
        object.add(name, new JsonPrimitive(value));
        return this;
    }

    /** Adds a truth value. */
    public JsonObjectText put(String name, boolean value) {
        object.addProperty(name, value);
        return this;
    }

    /** Adds an object. */
    public JsonObjectText put(String name, JsonObjectText value) {
        object.add(name, value.object.deepCopy());
        return this;
    }

    /** Adds an array of objects. */
    public JsonObjectText put(String name, List<JsonObjectText> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(value -> array.add(value.object.deepCopy()));
        object.add(name, array);
        return this;
    }

    /** Adds an array of strings. */
    public JsonObjectText putStrings(String name, List<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        object.add(name, array);
        return this;
    }

    /**
     * Adds an array of numbers, each as {@link #put(String, Number)} writes it.
     *
     * @throws IllegalArgumentException for NaN and infinities, which JSON has no form for
     */
    public JsonObjectText putNumbers(String name, List<? extends Number> values) {
        JsonArray array = new JsonArray(values.size());
        for (Number value : values) {
            if (!Double.isFinite(value.doubleValue())) {
                throw new IllegalArgumentException("Expected finite numbers for " + name + ", found: " + values);
            }
            array.add(value);
        }
        object.add(name, array);
        return this;
    }

    /** Adds JSON text that another writer made; an object, array or value. */
    public JsonObjectText putJson(String name, String json) {
        object.add(name, JsonParser.parseString(json));
        return this;
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
