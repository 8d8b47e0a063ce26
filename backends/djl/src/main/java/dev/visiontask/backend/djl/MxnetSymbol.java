package dev.visiontask.backend.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The network of a model, read from its symbol file and checked before the engine sees it.
 *
 * @param json the network for the engine: as in the file, but some operators are replaced (see {@link MxnetLoss} and {@link MxnetReshape})
 * @param arguments the names of all variables that the outputs depend on, in the engine's order: inputs and weights
 * @param inputs those that are not in the params file, with the shape that the symbol declares, mostly none
 * @param outputs with the names that MXNet gives: the name of the node and {@code _output}
 */
record MxnetSymbol(String json, List<String> arguments, List<TensorInfo> inputs, List<TensorInfo> outputs) {
    private static final long MAX_BYTES = 64L << 20;

    /** MXNet names its weights so; a variable named so is never an input. */
    private static final List<String> WEIGHT_SUFFIXES = List.of(
            "_weight",
            "_bias",
            "_gamma",
            "_beta",
            "_moving_mean",
            "_moving_var",
            "_running_mean",
            "_running_var",
            "_moving_inv_var",
            "_parameters");

    /** Operators with more than one output, whose outputs are numbered. */
    private static final Set<String> SEVERAL_OUTPUTS = Set.of("SliceChannel", "split", "_split_v2");

    static MxnetSymbol read(Path file, Set<String> weights) {
        JsonObject root = parse(file);
        try {
            return read(file, root, weights);
        } catch (IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | NumberFormatException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            throw new ModelFormatException(
                    "Expected an MXNet symbol file (nodes with op, name and inputs; heads), found: " + e.getMessage()
                            + ". The file is corrupt or of another format: " + file,
                    e);
        }
    }

    private static JsonObject parse(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ModelFormatException("Expected a symbol file of at most " + MAX_BYTES + " bytes, found "
                        + Files.size(file) + ": " + file);
            }
            JsonElement element = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
            if (!element.isJsonObject()) {
                throw new ModelFormatException("Expected a JSON object in the symbol file: " + file);
            }
            return element.getAsJsonObject();
        } catch (JsonParseException | IOException e) {
            throw new ModelFormatException(
                    "Expected JSON in the symbol file, found: " + e.getMessage() + ". It is corrupt or truncated: "
                            + file,
                    e);
        }
    }

    private static MxnetSymbol read(Path file, JsonObject root, Set<String> weights) {
        JsonArray nodes = root.getAsJsonArray("nodes");
        JsonArray heads = root.getAsJsonArray("heads");
        if (nodes.isEmpty() || heads.isEmpty()) {
            throw new ModelFormatException("Expected at least one node and one head in the symbol file: " + file);
        }
        checkOrder(nodes, file);
        for (JsonElement node : nodes) {
            rewrite(node.getAsJsonObject());
        }
        nameVersion(root);
        boolean[] isUsed = used(nodes, heads);
        List<String> arguments = new ArrayList<>();
        List<TensorInfo> inputs = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            JsonObject node = nodes.get(i).getAsJsonObject();
            String name = node.get("name").getAsString();
            if (!isUsed[i] || !node.get("op").getAsString().equals("null")) {
                continue;
            }
            arguments.add(name);
            if (!weights.contains(name)) {
                if (WEIGHT_SUFFIXES.stream().anyMatch(name::endsWith)) {
                    throw new ModelFormatException("The symbol file needs the weight " + name
                            + ", which the params file does not have; they belong to different models, or the params"
                            + " file is incomplete: " + file);
                }
                inputs.add(MxnetAttributes.declared(name, node));
            }
        }
        if (inputs.isEmpty()) {
            throw new ModelFormatException("Expected an input that is not in the params file, found none in: " + file);
        }
        return new MxnetSymbol(root.toString(), List.copyOf(arguments), List.copyOf(inputs), outputs(nodes, heads));
    }

    private static void checkOrder(JsonArray nodes, Path file) {
        for (int i = 0; i < nodes.size(); i++) {
            JsonObject node = nodes.get(i).getAsJsonObject();
            for (JsonElement input : node.getAsJsonArray("inputs")) {
                int from = input.getAsJsonArray().get(0).getAsInt();
                if (from < 0 || from >= i) {
                    throw new ModelFormatException("Expected node " + i + " (" + node.get("name")
                            + ") to depend on earlier nodes, found: " + from + ". The symbol file is corrupt: " + file);
                }
            }
        }
    }

    private static void rewrite(JsonObject node) {
        String op = node.get("op").getAsString();
        if (op.equals("Reshape") || op.equals("reshape")) {
            MxnetReshape.replace(node);
        } else {
            MxnetLoss.replace(node);
        }
    }

    /** MXNet 1.9.1 writes 10901 and reports itself as 10900, so it would warn of its own files. */
    private static void nameVersion(JsonObject root) {
        JsonObject attributes = root.getAsJsonObject("attrs");
        JsonArray version = attributes == null ? null : attributes.getAsJsonArray("mxnet_version");
        if (version != null && version.size() == 2 && version.get(1).getAsInt() == 10901) {
            JsonArray known = new JsonArray();
            known.add("int");
            known.add(10900);
            attributes.add("mxnet_version", known);
        }
    }

    private static boolean[] used(JsonArray nodes, JsonArray heads) {
        boolean[] isUsed = new boolean[nodes.size()];
        for (JsonElement head : heads) {
            isUsed[head.getAsJsonArray().get(0).getAsInt()] = true;
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (isUsed[i]) {
                for (JsonElement input : nodes.get(i).getAsJsonObject().getAsJsonArray("inputs")) {
                    isUsed[input.getAsJsonArray().get(0).getAsInt()] = true;
                }
            }
        }
        return isUsed;
    }

    private static List<TensorInfo> outputs(JsonArray nodes, JsonArray heads) {
        Set<String> names = new LinkedHashSet<>();
        List<TensorInfo> outputs = new ArrayList<>();
        for (JsonElement element : heads) {
            JsonArray head = element.getAsJsonArray();
            JsonObject node = nodes.get(head.get(0).getAsInt()).getAsJsonObject();
            int index = head.size() > 1 ? head.get(1).getAsInt() : 0;
            String op = node.get("op").getAsString();
            String name = node.get("name").getAsString();
            if (!op.equals("null")) {
                name += index > 0 || SEVERAL_OUTPUTS.contains(op) ? "_output" + index : "_output";
            }
            // A node may be listed twice; MXNet returns it twice.
            String unique = names.add(name) ? name : name + "_" + outputs.size();
            outputs.add(new TensorInfo(unique, DataType.FLOAT32, Shape.UNKNOWN));
        }
        return List.copyOf(outputs);
    }
}
