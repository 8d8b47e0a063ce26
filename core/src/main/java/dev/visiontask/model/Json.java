package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.visiontask.BadInputException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.ModelNotFoundException;
import dev.visiontask.content.ContentKind;
import dev.visiontask.content.FileContent;
import dev.visiontask.json.JsonInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads JSON files as {@link JsonInput} does, in one piece: no duplicate keys, bounded size and depth. */
final class Json {
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_EXPONENT = 7;

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

    /**
     * A file beside the model, if there is one of this name.
     *
     * @throws ModelFormatException if something else has the name, such as a folder or a link to nothing
     */
    static Optional<Path> beside(Path directory, String name) {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
            return Optional.of(file);
        }
        if (Files.isDirectory(file)) {
            throw new ModelFormatException("Expected a file at " + file + ", found a folder. Rename it.");
        }
        if (Files.isSymbolicLink(file)) {
            throw new ModelFormatException(
                    "Expected a file at " + file + ", found a link to nothing. Download it again.");
        }
        return Optional.empty();
    }

    /** The text of a UTF-8 file, without its byte order mark. */
    static String readText(Path file, long maxBytes) {
        try {
            byte[] bytes = readBytes(file, maxBytes);
            checkContent(file, bytes);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new ModelFormatException(
                    "Expected UTF-8 text in " + file + ", found other bytes. Save it as UTF-8.", notUtf8);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static byte[] readBytes(Path file, long maxBytes) throws IOException {
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new ModelFormatException(
                    "Expected at most " + maxBytes + " bytes in " + file + ", found " + size + ".");
        }
        return Files.readAllBytes(file);
    }

    /** A text for people, of which little is needed: bytes that are no UTF-8 are replaced, and it may look like anything. */
    static String prose(Path file, long maxBytes) {
        try {
            return new String(readBytes(file, maxBytes), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static ModelNotFoundException unreadable(Path file, IOException failure) {
        return new ModelNotFoundException("Expected a readable file " + file + ", found: " + failure, failure);
    }

    private static void checkContent(Path file, byte[] bytes) {
        FileContent content = FileContent.of(ByteBuffer.wrap(bytes));
        ContentKind kind = content.kind();
        if (kind != ContentKind.JSON && kind != ContentKind.TEXT && kind != ContentKind.UNKNOWN) {
            throw new ModelFormatException("Expected UTF-8 text in " + file + ", found: " + content);
        }
    }

    /** Parses one value; {@code where} names it in messages. */
    static JsonElement parse(String where, String text) {
        try (JsonInput json = JsonInput.of(text, where)) {
            JsonElement value = value(json);
            json.end();
            return value;
        } catch (BadInputException broken) {
            throw new ModelFormatException(broken.getMessage() + ".", broken.getCause());
        }
    }

    /** The value, if the whole text is JSON. */
    static Optional<JsonElement> tryParse(String text) {
        try {
            return Optional.of(parse("", text));
        } catch (ModelFormatException other) {
            return Optional.empty();
        }
    }

    private static JsonElement value(JsonInput json) {
        return switch (json.next()) {
            case OBJECT -> object(json);
            case ARRAY -> {
                JsonArray array = new JsonArray();
                json.array(() -> array.add(value(json)));
                yield array;
            }
            case TEXT -> new JsonPrimitive(json.text());
            case NUMBER -> number(json.literal());
            case FLAG -> new JsonPrimitive(json.flag());
            case END -> throw json.bad("a value at " + json.path(), "the end");
            case NULL -> {
                json.none();
                yield JsonNull.INSTANCE;
            }
        };
    }

    private static JsonObject object(JsonInput json) {
        JsonObject object = new JsonObject();
        json.object(name -> {
            if (object.has(name)) {
                throw json.bad("the key " + name + " once", "it twice at " + json.path() + ". Remove one");
            }
            object.add(name, value(json));
        });
        return object;
    }

    /**
     * Decimal, so that a number is shown as it was written; exponents that would take ages to expand become infinite, or zero. A
     * number that is not finite is no error as long as nobody asks for it: {@link Facts} refuses it by its key.
     */
    private static JsonPrimitive number(String text) {
        boolean word = Character.isLetter(text.charAt(text.length() - 1));
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        boolean exact = !word
                && text.length() <= LONGEST_NUMBER
                && (exponent < 0 || text.length() - exponent <= LONGEST_EXPONENT);
        return exact ? new JsonPrimitive(new BigDecimal(text)) : new JsonPrimitive(Double.parseDouble(text));
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
