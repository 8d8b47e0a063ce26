package dev.visiontask.backend.djl;

import com.google.gson.JsonObject;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes of a node, which MXNet has kept under three names over the years, all values being strings. */
final class MxnetAttributes {
    static final List<String> KEYS = List.of("attrs", "attr", "param");

    private MxnetAttributes() {}

    static Map<String, String> of(JsonObject node) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String key : KEYS) {
            JsonObject attributes = node.has(key) ? node.getAsJsonObject(key) : new JsonObject();
            attributes
                    .entrySet()
                    .forEach(entry ->
                            all.putIfAbsent(entry.getKey(), entry.getValue().getAsString()));
        }
        return all;
    }

    /** Makes another operator of the node, with these attributes and the same inputs. */
    static void replace(JsonObject node, String op, Map<String, String> attributes) {
        String key = KEYS.stream().filter(node::has).findFirst().orElse("attrs");
        KEYS.forEach(node::remove);
        JsonObject object = new JsonObject();
        attributes.forEach(object::addProperty);
        node.addProperty("op", op);
        node.add(key, object);
    }

    /** What the variable says of itself; without a word, float32 of any shape. */
    static TensorInfo declared(String name, JsonObject node) {
        Map<String, String> attributes = of(node);
        String shape = attributes.get("__shape__");
        return new TensorInfo(
                name, type(attributes.getOrDefault("__dtype__", "0")), shape == null ? Shape.UNKNOWN : shape(shape));
    }

    private static DataType type(String number) {
        return switch (number) {
            case "-1", "0" -> DataType.FLOAT32;
            case "2" -> DataType.FLOAT16;
            case "3" -> DataType.UINT8;
            case "4" -> DataType.INT32;
            case "5" -> DataType.INT8;
            case "6" -> DataType.INT64;
            case "7" -> DataType.BOOL;
            default -> throw new IllegalStateException("__dtype__ " + number);
        };
    }

    /** {@code (0, 3, 224, 224)}; an open dimension is 0, or -1 in files of MXNet 1.6 and later. */
    private static Shape shape(String text) {
        String inner = text.replaceAll("[()\\[\\]\\s]", "");
        if (inner.isEmpty() || inner.equals("None")) {
            return Shape.UNKNOWN;
        }
        return Shape.of(Arrays.stream(inner.split(","))
                .mapToLong(Long::parseLong)
                .map(dim -> dim <= 0 ? Shape.DYNAMIC : dim)
                .toArray());
    }
}
