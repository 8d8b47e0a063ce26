package dev.visiontask.backend.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
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
        JsonObject root = SymbolReader.read(file);
        try {
            return read(file, root, weights);
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ModelFormatException(
                    "Expected operators with their inputs, and shapes and types as MXNet writes them, found others. The"
                            + " symbol file is corrupt or of another format: " + file,
                    e);
        }
    }

    private static MxnetSymbol read(Path file, JsonObject root, Set<String> weights) {
        JsonArray nodes = root.getAsJsonArray("nodes");
        JsonArray heads = root.getAsJsonArray("heads");
        for (JsonElement node : nodes) {
            rewrite(node.getAsJsonObject());
        }
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

    private static void rewrite(JsonObject node) {
        String op = node.get("op").getAsString();
        if (op.equals("Reshape") || op.equals("reshape")) {
            MxnetReshape.replace(node);
        } else {
            MxnetLoss.replace(node);
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
