package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.ModelFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks into an MXNet symbol for a normalisation in the graph, such as GluonCV's {@code export_block(preprocess=True)}
 * puts before the network: subtract {@code init_mean}, divide by {@code init_scale}, transpose from NHWC. Follows the
 * data from its node for as long as there is one step after the other, so that a step that undoes a normalisation
 * (GluonCV's SSD on VGG) is not taken for one.
 */
final class MxnetSymbol {
    private static final long MAX_BYTES = 64L << 20;
    /** A shift or scale of this much makes sense for samples of 0 to 255 only. */
    private static final double RAW = 16;

    private final Path file;
    private final JsonArray nodes;
    private final String source;

    private MxnetSymbol(Path file, JsonArray nodes) {
        this.file = file;
        this.nodes = nodes;
        this.source = String.valueOf(file.getFileName());
    }

    static void read(Path file, Facts facts) {
        if (!(Json.readObject(file, MAX_BYTES).get("nodes") instanceof JsonArray nodes)) {
            throw new ModelFormatException(
                    "Expected an MXNet symbol with a list \"nodes\" in " + file + ", found none.");
        }
        new MxnetSymbol(file, nodes).follow(facts);
    }

    private void follow(Facts facts) {
        int current = dataNode(facts.text(SpecKeys.INPUT).orElse(null));
        String normalizing = null;
        while (current >= 0) {
            int next = onlyConsumer(current);
            if (next < 0) {
                break;
            }
            String op = text(node(next), "op");
            if (isTransposeFromNhwc(next)) {
                facts.add(SpecKeys.LAYOUT, new JsonPrimitive("NHWC"), Layer.IN_FILE, source);
            } else if (isNormalizing(next)) {
                normalizing = text(node(next), "name");
            } else if (!isNeutral(op) && (normalizing == null || !isArithmetic(op))) {
                break;
            }
            current = next;
        }
        if (normalizing != null) {
            refuseSecondNormalization(facts, normalizing);
        }
    }

    private void refuseSecondNormalization(Facts facts, String node) {
        List<String> again = new ArrayList<>();
        check(facts, SpecKeys.RESCALE_FACTOR, 1, again);
        check(facts, SpecKeys.IMAGE_MEAN, 0, again);
        check(facts, SpecKeys.IMAGE_STD, 1, again);
        if (!again.isEmpty()) {
            throw new ModelFormatException("Expected one normalisation for " + file + ", found two: the node " + node
                    + " of the graph, and " + String.join(", ", again)
                    + ". It must not happen twice: set rescale_factor 1, image_mean 0 and image_std 1, or export the"
                    + " model without its preprocessing.");
        }
        String origin = source + ", node " + node;
        facts.add(SpecKeys.RESCALE_FACTOR, Facts.json(1), Layer.IN_FILE, origin);
        facts.add(SpecKeys.IMAGE_MEAN, Facts.json(0), Layer.IN_FILE, origin);
        facts.add(SpecKeys.IMAGE_STD, Facts.json(1), Layer.IN_FILE, origin);
    }

    private static void check(Facts facts, String key, double neutral, List<String> found) {
        Optional<List<Double>> values = facts.numbers(key);
        if (values.isPresent() && values.get().stream().anyMatch(value -> value != neutral)) {
            found.add(facts.quote(key));
        }
    }

    private int dataNode(@Nullable String input) {
        for (int i = 0; i < nodes.size(); i++) {
            JsonObject node = node(i);
            boolean wanted = input == null || text(node, "name").equals(input);
            if (wanted && text(node, "op").equals("null")) {
                return i;
            }
        }
        return -1;
    }

    private int onlyConsumer(int index) {
        int found = -1;
        for (int i = 0; i < nodes.size(); i++) {
            if (inputs(i).contains(index)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found > index ? found : -1;
    }

    private boolean isNormalizing(int index) {
        double scalar = scalar(index);
        return switch (text(node(index), "op")) {
            case "broadcast_sub", "broadcast_minus", "elemwise_sub" ->
                inputs(index).stream()
                        .anyMatch(input -> text(node(input), "name").endsWith("mean"));
            case "_minus_scalar", "_MinusScalar", "_plus_scalar", "_PlusScalar" -> Math.abs(scalar) >= RAW;
            case "_mul_scalar", "_MulScalar" -> scalar != 0 && Math.abs(scalar) <= 1 / RAW;
            case "_div_scalar", "_DivScalar" -> Math.abs(scalar) >= RAW;
            default -> false;
        };
    }

    private boolean isTransposeFromNhwc(int index) {
        return text(node(index), "op").equals("transpose")
                && attribute(index, "axes").replace(" ", "").equals("(0,3,1,2)");
    }

    private static boolean isNeutral(String op) {
        return op.equals("_copy") || op.equals("identity") || op.equals("Cast") || op.equals("cast");
    }

    private static boolean isArithmetic(String op) {
        return op.startsWith("broadcast_") || op.startsWith("elemwise_") || op.endsWith("_scalar");
    }

    private double scalar(int index) {
        try {
            return Double.parseDouble(attribute(index, "scalar"));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** Attributes are under {@code attrs}, in older files under {@code param} or {@code attr}. */
    private String attribute(int index, String name) {
        for (String key : List.of("attrs", "param", "attr")) {
            if (node(index).get(key) instanceof JsonObject attributes
                    && attributes.get(name) instanceof JsonPrimitive value) {
                return value.getAsString();
            }
        }
        return "";
    }

    private List<Integer> inputs(int index) {
        List<Integer> inputs = new ArrayList<>();
        if (node(index).get("inputs") instanceof JsonArray list) {
            for (JsonElement input : list) {
                if (!(input instanceof JsonArray entry) || entry.isEmpty() || !isNode(entry.get(0))) {
                    throw broken("inputs of node " + index + ": " + Json.kind(input));
                }
                inputs.add(entry.get(0).getAsInt());
            }
        }
        return inputs;
    }

    private boolean isNode(JsonElement value) {
        return value instanceof JsonPrimitive number
                && number.isNumber()
                && number.getAsDouble() >= 0
                && number.getAsDouble() < nodes.size();
    }

    private JsonObject node(int index) {
        if (nodes.get(index) instanceof JsonObject node) {
            return node;
        }
        throw broken("node " + index + ": " + Json.kind(nodes.get(index)));
    }

    private static String text(JsonObject node, String key) {
        return node.get(key) instanceof JsonPrimitive value ? value.getAsString() : "";
    }

    private ModelFormatException broken(String what) {
        return new ModelFormatException("Expected the nodes of an MXNet symbol in " + file + ", found " + what + ".");
    }
}
