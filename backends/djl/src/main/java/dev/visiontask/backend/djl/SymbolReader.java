package dev.visiontask.backend.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.visiontask.ModelFormatException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a symbol file into the form that MXNet 1.9 writes, and nothing else: MXNet's own reader looks at little of what it
 * reads and ends the process on the rest. Every node has a name, an operator, attributes that are texts, and inputs that
 * earlier nodes have as outputs.
 */
final class SymbolReader {
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_OUTPUTS = 4096;
    private static final int MAX_DEPTH = 32;

    private final Path file;

    private SymbolReader(Path file) {
        this.file = file;
    }

    /**
     * Reads and checks.
     *
     * @throws ModelFormatException if the file is none; the message names the node and what is wrong with it
     */
    static JsonObject read(Path file) {
        return new SymbolReader(file).read();
    }

    private JsonObject read() {
        JsonObject root = parse();
        JsonArray nodes = list(root, "nodes", "the symbol");
        JsonArray heads = list(root, "heads", "the symbol");
        if (nodes.isEmpty() || heads.isEmpty()) {
            throw broken("at least one node and one head, found none");
        }
        JsonObject checked = new JsonObject();
        JsonArray good = new JsonArray();
        JsonArray variables = new JsonArray();
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof JsonObject node)) {
                throw broken("an object as node " + i + ", found " + kind(nodes.get(i)));
            }
            good.add(node(node, i, good));
            if (text(node, "op", "node " + i).equals("null")) {
                variables.add(i);
            }
        }
        checked.add("nodes", good);
        checked.add("arg_nodes", variables);
        checked.add("heads", entries(heads, good.size(), good, "the heads"));
        version(root, checked);
        return checked;
    }

    private JsonObject parse() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw broken("at most " + MAX_BYTES + " bytes, found " + Files.size(file));
            }
            JsonReader reader = new JsonReader(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            JsonElement root = JsonParser.parseReader(reader);
            if (!(root instanceof JsonObject object) || reader.peek() != JsonToken.END_DOCUMENT) {
                throw broken("one JSON object, found " + kind(root));
            }
            return object;
        } catch (JsonParseException | IOException e) {
            throw new ModelFormatException(
                    "Expected JSON in the symbol file " + file + ", found text that is none"
                            + place(String.valueOf(e.getMessage())) + ". It is corrupt or truncated.",
                    e);
        }
    }

    /** Where the reader stopped: its message ends in {@code line 1 column 90 path $.nodes[1]}. */
    private static String place(String message) {
        int line = message.indexOf(" at line ");
        return line < 0 ? "" : message.substring(line).lines().findFirst().orElse("");
    }

    private JsonObject node(JsonObject node, int index, JsonArray earlier) {
        String where = "node " + index;
        String name = text(node, "name", where);
        where = "node " + index + " (" + name + ")";
        JsonObject checked = new JsonObject();
        checked.addProperty("op", text(node, "op", where));
        checked.addProperty("name", name);
        for (String key : MxnetAttributes.KEYS) {
            if (node.has(key)) {
                checked.add(key, attributes(node.get(key), key, where));
            }
        }
        checked.add("inputs", entries(list(node, "inputs", where), index, earlier, where));
        String arity = MxnetArity.fault(checked);
        if (arity != null) {
            throw broken(arity + " of the operator " + checked.get("op").getAsString() + " in " + where + ", found "
                    + kind(checked.get("inputs")));
        }
        int outputs = MxnetOutputs.count(checked);
        if (outputs > MAX_OUTPUTS) {
            // MXNet makes them all before it looks whether the input has so many parts.
            throw broken("at most " + MAX_OUTPUTS + " outputs of the operator "
                    + checked.get("op").getAsString() + " in " + where + ", found " + outputs);
        }
        return checked;
    }

    private JsonObject attributes(JsonElement value, String key, String where) {
        if (!(value instanceof JsonObject attributes)) {
            throw broken("an object " + key + " in " + where + ", found " + kind(value));
        }
        for (String name : attributes.keySet()) {
            if (!(attributes.get(name) instanceof JsonPrimitive text) || !text.isString()) {
                throw broken(
                        "a text for " + key + "." + name + " in " + where + ", found " + kind(attributes.get(name)));
            }
        }
        return attributes;
    }

    /** Inputs or heads: each the index of an earlier node and of one of its outputs. */
    private JsonArray entries(JsonArray list, int before, JsonArray nodes, String where) {
        JsonArray checked = new JsonArray();
        for (JsonElement element : list) {
            if (!(element instanceof JsonArray entry) || entry.isEmpty() || entry.size() > 3) {
                throw broken("lists of a node and an output in " + where + ", found " + kind(element));
            }
            int from = index(entry.get(0), where);
            int output = entry.size() > 1 ? index(entry.get(1), where) : 0;
            int version = entry.size() > 2 ? index(entry.get(2), where) : 0;
            if (from >= before) {
                throw broken("earlier nodes than " + before + " in " + where + ", found " + from);
            }
            JsonObject source = nodes.get(from).getAsJsonObject();
            int outputs = MxnetOutputs.count(source);
            if (output >= outputs || version > 1) {
                throw broken(
                        "an output of node " + from + " (" + source.get("name").getAsString() + "), which has "
                                + outputs + ", in " + where + ", found " + entry);
            }
            JsonArray good = new JsonArray();
            good.add(from);
            good.add(output);
            good.add(version);
            checked.add(good);
        }
        return checked;
    }

    private int index(JsonElement element, String where) {
        if (element instanceof JsonPrimitive number && number.isNumber()) {
            double value = number.getAsDouble();
            if (value == (int) value && value >= 0) {
                return (int) value;
            }
        }
        throw broken("whole numbers from 0 in " + where + ", found " + kind(element));
    }

    /** MXNet 1.9.1 writes 10901 and reports itself as 10900, so it would warn of its own files. */
    private static void version(JsonObject root, JsonObject checked) {
        if (!(root.get("attrs") instanceof JsonObject attributes)
                || !(attributes.get("mxnet_version") instanceof JsonArray version)
                || version.size() != 2
                || !(version.get(1) instanceof JsonPrimitive number)
                || !number.isNumber()) {
            return;
        }
        JsonArray known = new JsonArray();
        known.add("int");
        known.add((int) Math.max(0, Math.min(number.getAsDouble(), 10900)));
        JsonObject object = new JsonObject();
        object.add("mxnet_version", known);
        checked.add("attrs", object);
    }

    private JsonArray list(JsonObject object, String key, String where) {
        if (object.get(key) instanceof JsonArray list) {
            return list;
        }
        throw broken("a list " + key + " in " + where + ", found " + kind(object.get(key)));
    }

    private String text(JsonObject object, String key, String where) {
        if (object.get(key) instanceof JsonPrimitive text
                && text.isString()
                && !text.getAsString().isEmpty()) {
            return text.getAsString();
        }
        throw broken("a text " + key + " in " + where + ", found " + kind(object.get(key)));
    }

    private static String kind(@Nullable JsonElement element) {
        if (element == null) {
            return "nothing";
        }
        String text = element.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private ModelFormatException broken(String expected) {
        return new ModelFormatException(
                "Expected " + expected + ". The symbol file is corrupt or of another format: " + file);
    }
}
