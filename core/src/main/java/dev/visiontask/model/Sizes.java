package dev.visiontask.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import java.util.Optional;
import java.util.Set;

/** Sizes in descriptions: a number for a square, or {@code {"height": h, "width": w}}. */
final class Sizes {
    static final int MAX = 1 << 16;

    private Sizes() {}

    static JsonElement json(ImageSize size) {
        JsonObject object = new JsonObject();
        object.addProperty("height", size.height());
        object.addProperty("width", size.width());
        return object;
    }

    static Optional<ImageSize> read(Facts facts, String key) {
        return facts.find(key).map(fact -> {
            JsonElement value = fact.value();
            if (value.isJsonPrimitive()) {
                int edge = edge(facts, key, fact, value);
                return new ImageSize(edge, edge);
            }
            if (!value.isJsonObject() || !value.getAsJsonObject().keySet().equals(Set.of("height", "width"))) {
                throw facts.wrongType(key, "a number or {\"height\": h, \"width\": w}", fact);
            }
            JsonObject object = value.getAsJsonObject();
            return new ImageSize(
                    edge(facts, key, fact, object.get("width")), edge(facts, key, fact, object.get("height")));
        });
    }

    private static int edge(Facts facts, String key, Fact fact, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double edge = primitive.getAsDouble();
            if (edge == Math.rint(edge) && edge >= 1 && edge <= MAX) {
                return (int) edge;
            }
        }
        throw facts.wrongType(key, "whole numbers of 1 to " + MAX, fact);
    }
}
