package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of a model, by canonical key: the strongest word on each. Grows while the sources are read; whoever
 * keeps one keeps a {@link #copy()}.
 */
final class Facts {
    private final Map<String, Fact> byKey = new LinkedHashMap<>();
    private final String model;
    private final Path directory;

    /** Facts of the model that messages call {@code model}, described in {@code directory}. */
    Facts(String model, Path directory) {
        this.model = model;
        this.directory = directory;
    }

    Facts copy() {
        Facts copy = new Facts(model, directory);
        copy.byKey.putAll(byKey);
        return copy;
    }

    /** The model, for messages. */
    String model() {
        return model;
    }

    /** What to do about a missing value, for messages. */
    String addHint(String example) {
        return "Add " + example + " to the object \"visiontask\" in " + directory.resolve(ConfigReader.FILE_NAME)
                + ", or set it on the builder.";
    }

    /** {@code the key size = 224 (builder)}, for messages. */
    String quote(String key) {
        return find(key)
                .map(fact -> key + " = " + Json.kind(fact.value()) + " (" + fact.origin() + ")")
                .orElse("no " + key);
    }

    /** Adds a fact unless something as strong or stronger is known. */
    void add(String key, Fact fact) {
        byKey.merge(key, fact, (old, added) -> added.layer().compareTo(old.layer()) < 0 ? added : old);
    }

    void add(String key, JsonElement value, Layer layer, String source) {
        add(key, new Fact(value, layer, source));
    }

    void remove(String key) {
        byKey.remove(key);
    }

    Optional<Fact> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Map<String, Fact> asMap() {
        return byKey;
    }

    Optional<String> text(String key) {
        return find(key).map(fact -> {
            if (!isPrimitive(fact) || !primitive(fact).isString()) {
                throw wrongType(key, "a text", fact);
            }
            return whole(key, fact, fact.value().getAsString());
        });
    }

    OptionalDouble number(String key) {
        Fact fact = byKey.get(key);
        return fact == null ? OptionalDouble.empty() : OptionalDouble.of(decimal(key, fact, fact.value()));
    }

    OptionalInt integer(String key) {
        Fact fact = byKey.get(key);
        if (fact == null) {
            return OptionalInt.empty();
        }
        double value =
                isPrimitive(fact) && primitive(fact).isNumber() ? fact.value().getAsDouble() : Double.NaN;
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw wrongType(key, "a whole number", fact);
        }
        return OptionalInt.of((int) value);
    }

    Optional<Boolean> flag(String key) {
        return find(key).map(fact -> {
            if (!isPrimitive(fact) || !primitive(fact).isBoolean()) {
                throw wrongType(key, "true or false", fact);
            }
            return fact.value().getAsBoolean();
        });
    }

    /** A list of numbers; a lone number is a list of one. */
    Optional<List<Double>> numbers(String key) {
        return find(key).map(fact -> {
            List<Double> values = new ArrayList<>();
            if (fact.value().isJsonArray()) {
                fact.value().getAsJsonArray().forEach(item -> values.add(decimal(key, fact, item)));
            } else {
                values.add(decimal(key, fact, fact.value()));
            }
            return List.copyOf(values);
        });
    }

    Optional<List<String>> texts(String key) {
        return find(key).map(fact -> {
            if (!fact.value().isJsonArray()) {
                throw wrongType(key, "a list of texts", fact);
            }
            List<String> values = new ArrayList<>();
            for (JsonElement item : fact.value().getAsJsonArray()) {
                if (!item.isJsonPrimitive() || !item.getAsJsonPrimitive().isString()) {
                    throw wrongType(key, "a list of texts", fact);
                }
                values.add(whole(key, fact, item.getAsString()));
            }
            return List.copyOf(values);
        });
    }

    /** Half of a surrogate pair, which Python escapes as any other character, cannot be written or shown. */
    private String whole(String key, Fact fact, String text) {
        boolean broken = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (broken) {
            throw new ModelFormatException("Expected whole characters for the key " + key + " (" + fact.origin()
                    + ") of " + model + ", found half of a surrogate pair in \""
                    + text.replaceAll("[\\uD800-\\uDFFF]", "\uFFFD") + "\". Write the text anew.");
        }
        return text;
    }

    /** An object of numbers, flags, texts and lists of them. */
    Optional<Map<String, Object>> object(String key) {
        return find(key).map(fact -> {
            if (!(fact.value() instanceof JsonObject object)) {
                throw wrongType(key, "an object", fact);
            }
            Map<String, Object> values = new LinkedHashMap<>();
            object.entrySet().forEach(entry -> values.put(entry.getKey(), plain(key, fact, entry.getValue(), true)));
            return values;
        });
    }

    private Object plain(String key, Fact fact, JsonElement value, boolean mayBeList) {
        if (value instanceof JsonArray list && mayBeList) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(key, fact, item, false)));
            return List.copyOf(items);
        }
        if (!(value instanceof JsonPrimitive primitive)) {
            throw wrongType(key, "an object whose values are numbers, flags, texts or lists of these", fact);
        }
        if (primitive.isNumber()) {
            return decimal(key, fact, primitive);
        }
        return primitive.isBoolean() ? primitive.getAsBoolean() : (Object) whole(key, fact, primitive.getAsString());
    }

    private double decimal(String key, Fact fact, JsonElement value) {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            double number = value.getAsDouble();
            if (Double.isFinite(number)) {
                return number;
            }
        }
        boolean infinite = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
        throw wrongType(key, infinite ? "a finite number" : "a number", fact);
    }

    private static boolean isPrimitive(Fact fact) {
        return fact.value().isJsonPrimitive();
    }

    private static JsonPrimitive primitive(Fact fact) {
        return fact.value().getAsJsonPrimitive();
    }

    /** The error for a value of another kind than {@code expected}. */
    ModelFormatException wrongType(String key, String expected, Fact fact) {
        return new ModelFormatException("Expected " + expected + " for the key " + key + " (" + fact.origin() + ") of "
                + model + ", found " + Json.kind(fact.value()) + ".");
    }

    /** A JSON number that is shown as Java shows it. */
    static JsonPrimitive json(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? new JsonPrimitive(BigDecimal.valueOf((long) value))
                : new JsonPrimitive(value);
    }
}
