package dev.visiontask.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.visiontask.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small models of Apache MXNet (symbol JSON and params file, as version 1.9 writes them), so that a test has a
 * model whose answer can be computed by hand and whose every byte is known.
 *
 * <pre>{@code
 * new TinyMxnet()
 *         .variable("data")
 *         .node("relu", "relu0", List.of("data"), Map.of())
 *         .head("relu0")
 *         .write(folder, "tiny");
 * }</pre>
 */
public final class TinyMxnet {
    private static final long LIST_MAGIC = 0x112;
    private static final int ARRAY_MAGIC = 0xF993fac9;
    private static final int CPU = 1;

    private final JsonArray nodes = new JsonArray();
    private final JsonArray heads = new JsonArray();
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final List<byte[]> arrays = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** A network without nodes. */
    public TinyMxnet() {}

    /**
     * The network of a {@link LinearModel}. Its output is named after the last node: {@link #linearOutput}.
     */
    public static TinyMxnet linear(LinearModel model) {
        return linear(model, Shape.of(-1, model.features()), "Flatten", Map.of());
    }

    /** As {@link #linear}, but reshaped to a batch of 1 inside: the engine fails on more items. */
    public static TinyMxnet linearForOneItem(LinearModel model) {
        Shape one = Shape.of(1, model.features());
        return linear(model, one, "Reshape", Map.of("shape", "(1, " + model.features() + ")"));
    }

    /** What MXNet calls the output of {@link #linear}: the node's name and {@code _output}. */
    public static String linearOutput() {
        return "prob_output";
    }

    private static TinyMxnet linear(LinearModel model, Shape flat, String flatten, Map<String, String> attributes) {
        String input = model.input().name();
        TinyMxnet mxnet = new TinyMxnet()
                .variable(input)
                .node(flatten, "flat", List.of(input), attributes)
                .weights("fc_weight", Shape.of(model.classes(), flat.dim(1)), model.weights())
                .weights("fc_bias", Shape.of(model.classes()), model.bias());
        Map<String, String> hidden = Map.of("num_hidden", Integer.toString(model.classes()));
        List<String> fullyConnected = List.of("flat", "fc_weight", "fc_bias");
        if (!model.softmax()) {
            return mxnet.node("FullyConnected", "prob", fullyConnected, hidden).head("prob");
        }
        return mxnet.node("FullyConnected", "fc", fullyConnected, hidden)
                .node("softmax", "prob", List.of("fc"), Map.of("axis", "-1"))
                .head("prob");
    }

    /** Adds an input. */
    public TinyMxnet variable(String name) {
        return node("null", name, List.of(), Map.of());
    }

    /** Adds an input that declares its shape; an open dimension is written as 0. */
    public TinyMxnet variable(String name, Shape shape) {
        StringBuilder text = new StringBuilder("(");
        for (long dim : shape.toArray()) {
            text.append(Math.max(0, dim)).append(", ");
        }
        return node("null", name, List.of(), Map.of("__shape__", text + ")"));
    }

    /** Adds a float32 weight, as a variable and to the params file. */
    public TinyMxnet weights(String name, Shape shape, float[] values) {
        extraWeights(name, shape, values);
        return variable(name);
    }

    /** Adds a float32 array to the params file only. */
    public TinyMxnet extraWeights(String name, Shape shape, float[] values) {
        int size = 6 * Integer.BYTES + shape.rank() * Long.BYTES + values.length * Float.BYTES;
        ByteBuffer array = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        array.putInt(ARRAY_MAGIC).putInt(0).putInt(shape.rank());
        for (long dim : shape.toArray()) {
            array.putLong(dim);
        }
        array.putInt(CPU).putInt(0).putInt(0);
        for (float value : values) {
            array.putFloat(value);
        }
        arrays.add(array.array());
        names.add("arg:" + name);
        return this;
    }

    /**
     * Adds an operator.
     *
     * @param inputs names of earlier nodes; of a node with several outputs, its first
     * @param attributes values as MXNet writes them: {@code (3, 3)}, {@code True}
     */
    public TinyMxnet node(String operator, String name, List<String> inputs, Map<String, String> attributes) {
        JsonObject node = new JsonObject();
        node.addProperty("op", operator);
        node.addProperty("name", name);
        JsonArray from = new JsonArray();
        inputs.forEach(input -> from.add(entry(input, 0)));
        node.add("inputs", from);
        if (!attributes.isEmpty()) {
            JsonObject object = new JsonObject();
            attributes.forEach(object::addProperty);
            node.add("attrs", object);
        }
        indexes.put(name, nodes.size());
        nodes.add(node);
        return this;
    }

    /** Makes the node an output of the network. */
    public TinyMxnet head(String name) {
        return head(name, 0);
    }

    /** Makes one output of a node with several an output of the network. */
    public TinyMxnet head(String name, int output) {
        heads.add(entry(name, output));
        return this;
    }

    /** The text of the symbol file. */
    public String symbol() {
        JsonObject root = new JsonObject();
        root.add("nodes", nodes);
        JsonArray variables = new JsonArray();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).getAsJsonObject().get("op").getAsString().equals("null")) {
                variables.add(i);
            }
        }
        root.add("arg_nodes", variables);
        root.add("heads", heads);
        JsonArray version = new JsonArray();
        version.add("int");
        version.add(10901);
        JsonObject attributes = new JsonObject();
        attributes.add("mxnet_version", version);
        root.add("attrs", attributes);
        return root.toString();
    }

    /** The bytes of the params file. */
    public byte[] params() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(longs(LIST_MAGIC, 0, arrays.size()));
        arrays.forEach(out::writeBytes);
        out.writeBytes(longs(names.size()));
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(longs(bytes.length));
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /**
     * Writes {@code NAME-symbol.json} and {@code NAME-0000.params}.
     *
     * @return the symbol file
     */
    public Path write(Path folder, String name) throws IOException {
        Files.write(folder.resolve(name + "-0000.params"), params());
        return Files.writeString(folder.resolve(name + "-symbol.json"), symbol());
    }

    private JsonArray entry(String name, int output) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new IllegalArgumentException("Expected one of the nodes " + indexes.keySet() + ", found: " + name);
        }
        JsonArray entry = new JsonArray();
        entry.add(index);
        entry.add(output);
        entry.add(0);
        return entry;
    }

    private static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }
}
