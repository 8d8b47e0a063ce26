package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads JSON files strictly: no comments, no duplicate keys, bounded size and depth. */
final class Json {
    private static final int MAX_DEPTH = 64;

    private Json() {}

    /** The object that is the whole of {@code file}. */
    static JsonObject readObject(Path file, long maxBytes) {
        JsonElement root = parse(file.toString(), readText(file, maxBytes));
        if (!root.isJsonObject()) {
            throw new ModelFormatException(
                    "Expected a JSON object in " + file + ", found " + kind(root) + ". Start the file with {");
        }
        return root.getAsJsonObject();
    }

    /** The text of a UTF-8 file, without its byte order mark. */
    static String readText(Path file, long maxBytes) {
        try {
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new ModelFormatException(
                        "Expected at most " + maxBytes + " bytes in " + file + ", found " + size + ".");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new ModelFormatException(
                    "Expected UTF-8 text in " + file + ", found other bytes. Save it as UTF-8.", notUtf8);
        } catch (IOException failure) {
            throw new ModelNotFoundException("Expected a readable file " + file + ", found: " + failure, failure);
        }
    }

    /** Parses one value; {@code where} names it in messages. */
    static JsonElement parse(String where, String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        try {
            JsonElement value = value(reader, where);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new ModelFormatException("Expected the end of " + where + ", found more text at " + reader);
            }
            return value;
        } catch (MalformedJsonException | EOFException | NumberFormatException broken) {
            throw new ModelFormatException("Expected valid JSON in " + where + ", found: " + firstLine(broken), broken);
        } catch (IOException failure) {
            throw new ModelFormatException("Expected valid JSON in " + where + ", found: " + failure, failure);
        }
    }

    private static String firstLine(Exception broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
    }

    private static JsonElement value(JsonReader reader, String where) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader, where);
            case BEGIN_ARRAY -> array(reader, where);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            default -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
        };
    }

    /** Decimal, so that a number is shown as it was written; exponents that would take ages to expand are refused. */
    private static JsonPrimitive number(String text) {
        double asDouble = Double.parseDouble(text);
        if (!Double.isFinite(asDouble)) {
            throw new NumberFormatException("number out of range: " + text);
        }
        return text.length() > 40 ? new JsonPrimitive(asDouble) : new JsonPrimitive(new BigDecimal(text));
    }

    private static JsonObject object(JsonReader reader, String where) throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw new ModelFormatException("Expected the key " + name + " once in " + where + ", found it twice at "
                        + reader.getPath() + ". Remove one.");
            }
            object.add(name, value(reader, where));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray array(JsonReader reader, String where) throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value(reader, where));
        }
        reader.endArray();
        return array;
    }

    /** For messages: the kind of a value and, if it is short, the value. */
    static String kind(JsonElement value) {
        String text = value.toString();
        String shown = text.length() <= 80 ? text : text.substring(0, 77) + "...";
        if (value.isJsonObject()) {
            return "an object " + shown;
        }
        if (value.isJsonArray()) {
            return "a list " + shown;
        }
        if (value.isJsonNull()) {
            return "null";
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        return (primitive.isString() ? "the text " : primitive.isBoolean() ? "the flag " : "the number ") + shown;
    }
}
