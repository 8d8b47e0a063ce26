package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The class names as Python or JSON writes a dictionary from numbers, or a list: the metadata {@code names}, a file of labels.
 * As in Ultralytics' {@code check_class_names}, numbers may be texts and names may be any value, of which {@code str} is shown;
 * every number from 0 on has to have a name. A dictionary from names to numbers, such as {@code label2id}, is turned round.
 */
final class ClassNameText {
    private static final int SHOWN = 20;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    private final String where;

    /** For names that stand in what messages call {@code where}, such as {@code the metadata names of model.onnx}. */
    ClassNameText(String where) {
        this.where = where;
    }

    /**
     * The labels by index.
     *
     * @throws ModelFormatException if the text looks like names and is not understood
     */
    JsonArray read(String text) {
        Object value = value(text);
        if (value instanceof Map<?, ?> map) {
            return ordered(map);
        }
        if (value instanceof List<?> list) {
            return labels(list);
        }
        boolean set = value instanceof Set;
        throw refused("a list or dictionary", (set ? "a set, which has no order: " : "") + shown(text));
    }

    private @Nullable Object value(String text) {
        Optional<JsonElement> json = Json.tryParse(text);
        if (json.isPresent()) {
            return plain(json.get());
        }
        try {
            return PythonLiteral.parse(text);
        } catch (PythonLiteral.SyntaxException broken) {
            throw refused("a list or dictionary of Python or JSON", shown(text) + ", without " + broken.getMessage());
        }
    }

    /** As {@link PythonLiteral} gives it. */
    private static @Nullable Object plain(JsonElement value) {
        if (value instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.asMap().forEach((key, item) -> map.put(key, plain(item)));
            return map;
        }
        if (value instanceof JsonArray array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (value.isJsonNull()) {
            return null;
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
    }

    private JsonArray ordered(Map<?, ?> map) {
        TreeMap<BigInteger, @Nullable Object> byIndex = new TreeMap<>();
        turned(map).forEach((key, name) -> {
            BigInteger index = index(key);
            if (byIndex.containsKey(index)) {
                throw refused("every number once", "two names for " + index);
            }
            byIndex.put(index, name);
        });
        BigInteger next = BigInteger.ZERO;
        for (BigInteger index : byIndex.keySet()) {
            if (!index.equals(next)) {
                throw refused(
                        "a name for every number from 0 to " + (byIndex.size() - 1),
                        byIndex.size() + " names for the numbers " + numbers(byIndex));
            }
            next = next.add(BigInteger.ONE);
        }
        return labels(byIndex.values());
    }

    /** From numbers to names; as it is, unless no key is a number and every value is one, each another. */
    private static Map<?, ?> turned(Map<?, ?> map) {
        boolean turns = map.keySet().stream().noneMatch(ClassNameText::isNumber)
                && map.values().stream().allMatch(ClassNameText::isNumber)
                && map.values().stream().map(String::valueOf).distinct().count() == map.size();
        if (!turns) {
            return map;
        }
        Map<Object, Object> turned = new LinkedHashMap<>();
        map.forEach((name, number) -> turned.put(String.valueOf(number), String.valueOf(name)));
        return turned;
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof BigInteger
                || (value instanceof String text && NUMBER.matcher(text.strip()).matches());
    }

    private static String numbers(Map<BigInteger, ?> byIndex) {
        List<String> numbers =
                byIndex.keySet().stream().limit(SHOWN).map(BigInteger::toString).toList();
        return String.join(", ", numbers) + (byIndex.size() > SHOWN ? ", ..." : "");
    }

    private BigInteger index(@Nullable Object key) {
        if (key instanceof BigInteger number) {
            return number;
        }
        if (isNumber(key)) {
            return new BigInteger(String.valueOf(key).strip());
        }
        throw refused("numbers as keys", shown(String.valueOf(key).strip()));
    }

    private JsonArray labels(Iterable<?> names) {
        JsonArray labels = new JsonArray();
        for (Object name : names) {
            if (name instanceof Map || name instanceof List) {
                throw refused("one name for each number", shown(name.toString()));
            }
            labels.add(name == null ? "None" : python(name));
        }
        return labels;
    }

    private static String python(Object name) {
        return name instanceof Boolean flag ? (flag ? "True" : "False") : name.toString();
    }

    private ModelFormatException refused(String expected, String found) {
        return new ModelFormatException("Expected " + expected + " in " + where + ", found " + found
                + ". Say the labels with \"labels\" or \"labels_file\" in the object \"visiontask\" of "
                + ConfigReader.FILE_NAME + ", or set them on the builder; \"labels\" needs one text for each class.");
    }

    private static String shown(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        return line.codePointCount(0, line.length()) <= 60
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 57)) + "...";
    }
}
