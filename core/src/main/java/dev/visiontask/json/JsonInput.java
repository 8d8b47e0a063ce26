package dev.visiontask.json;

import dev.visiontask.BadInputException;
import dev.visiontask.content.ContentKind;
import dev.visiontask.content.FileContent;
import dev.visiontask.internal.PathHint;
import dev.visiontask.json.JsonScanner.NoJsonException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from front to back without holding more of it than the value at hand, so that a file of any length costs
 * little memory. Strict (RFC 8259): no comments, no single quotes, no comma at the end; a byte order mark is left out.
 * The numbers that Python writes beyond JSON, {@code NaN}, {@code Infinity} and {@code -Infinity}, may stand where nobody
 * asks for them: {@link #skip()} passes them, and {@link #number()} refuses them by name. Not for use by several threads.
 *
 * <p>Every method throws {@link BadInputException} if the text is malformed or another kind of value comes next; the
 * message names the file, where in it, and both kinds.
 */
public final class JsonInput implements AutoCloseable {
    /** Whole numbers up to here are exact in a double. */
    private static final double EXACT = 1L << 53;

    private final JsonChars chars;
    private final JsonScanner scanner;
    private final JsonPath path = new JsonPath();
    private final String name;

    private JsonInput(Reader text, String name) {
        this.chars = new JsonChars(text);
        this.scanner = new JsonScanner(chars);
        this.name = name;
    }

    /** What kind of value comes next. */
    public enum Kind {
        /** Between braces. */
        OBJECT("an object"),
        /** Between brackets. */
        ARRAY("a list"),
        /** Between quotes. */
        TEXT("a text"),
        /** Decimal, with or without fraction and exponent; or one of Python's that is not finite. */
        NUMBER("a number"),
        /** {@code true} or {@code false}. */
        FLAG("true or false"),
        /** The value {@code null}. */
        NULL("null"),
        /** Nothing: the end of an object, of an array, or of the text. */
        END("the end");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Opens a file of UTF-8 text.
     *
     * @throws BadInputException if it cannot be read
     */
    public static JsonInput open(Path file) {
        try {
            checkContent(file);
            return new JsonInput(Files.newBufferedReader(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException missing) {
            throw new BadInputException(
                    "Expected a JSON file at " + file + ", found none there." + PathHint.of(file), missing);
        } catch (IOException failure) {
            throw new BadInputException("Expected a readable JSON file at " + file + ", found: " + failure, failure);
        }
    }

    /** A page, pointer or model under the name of a JSON file is named as such. */
    private static void checkContent(Path file) throws IOException {
        FileContent content = FileContent.of(file);
        ContentKind kind = content.kind();
        if (kind != ContentKind.JSON && kind != ContentKind.TEXT && kind != ContentKind.UNKNOWN) {
            throw new BadInputException("Expected JSON in " + file + ", found: " + content);
        }
    }

    /**
     * Reads a text.
     *
     * @param text the JSON
     * @param name what messages call it
     */
    public static JsonInput of(String text, String name) {
        return new JsonInput(new StringReader(text), name);
    }

    /** What kind of value comes next; it is not read yet. */
    public Kind next() {
        return call(() -> {
            int next = chars.peekPastSpace();
            return switch (next) {
                case '{' -> Kind.OBJECT;
                case '[' -> Kind.ARRAY;
                case '"' -> Kind.TEXT;
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'N', 'I' -> Kind.NUMBER;
                case 't', 'f' -> Kind.FLAG;
                case 'n' -> Kind.NULL;
                case '}', ']', -1 -> Kind.END;
                default ->
                    throw Character.isLetter(next)
                            ? JsonScanner.noValue(scanner.word())
                            : JsonScanner.unexpected("a value", next);
            };
        });
    }

    /** Reads an object: gives the name of each member; the consumer reads or {@link #skip() skips} its value. */
    public void object(Consumer<String> member) {
        begin(Kind.OBJECT);
        if (!call(() -> isClosed('}'))) {
            do {
                String key = call(this::key);
                path.member(key);
                member.accept(key);
            } while (call(() -> hasMore('}')));
        }
        path.leave();
    }

    private String key() throws IOException, NoJsonException {
        int quote = chars.peekPastSpace();
        if (quote != '"') {
            throw JsonScanner.unexpected("a key in double quotes", quote);
        }
        String key = scanner.text();
        int colon = chars.peekPastSpace();
        if (colon != ':') {
            throw JsonScanner.unexpected("a colon after the key \"" + JsonScanner.excerpt(key) + "\"", colon);
        }
        chars.skip();
        return key;
    }

    private void begin(Kind kind) {
        expect(kind);
        if (!path.hasRoom()) {
            throw bad("at most " + JsonPath.MAX_DEPTH + " levels of objects and arrays", "more at " + path);
        }
        path.enter();
        chars.skip();
    }

    private boolean isClosed(char bracket) throws IOException {
        boolean closed = chars.peekPastSpace() == bracket;
        if (closed) {
            chars.skip();
        }
        return closed;
    }

    private boolean hasMore(char bracket) throws IOException, NoJsonException {
        if (isClosed(bracket)) {
            return false;
        }
        int comma = chars.peekPastSpace();
        if (comma != ',') {
            throw JsonScanner.unexpected("a comma or " + bracket, comma);
        }
        chars.skip();
        if (chars.peekPastSpace() == bracket) {
            throw new NoJsonException("another value after the comma", "\"" + bracket + "\"; take the comma out");
        }
        return true;
    }

    /** As {@link #object}, but leaves out members whose value is {@code null}. */
    public void presentMembers(Consumer<String> member) {
        object(name -> {
            if (next() == Kind.NULL) {
                skip();
            } else {
                member.accept(name);
            }
        });
    }

    /** Reads an array: the consumer is called before each element and reads or {@link #skip() skips} it. */
    public void array(Runnable element) {
        begin(Kind.ARRAY);
        if (!call(() -> isClosed(']'))) {
            int index = 0;
            do {
                path.element(index++);
                element.run();
            } while (call(() -> hasMore(']')));
        }
        path.leave();
    }

    /** Reads a text. */
    public String text() {
        expect(Kind.TEXT);
        return call(scanner::text);
    }

    /** Reads a number that is finite. */
    public double number() {
        String literal = literal();
        double value = Double.parseDouble(literal);
        if (!Double.isFinite(value)) {
            throw bad("a finite number at " + path, JsonScanner.excerpt(literal));
        }
        return value;
    }

    /** Reads a whole number. */
    public long integer() {
        String literal = literal();
        try {
            return Long.parseLong(literal);
        } catch (NumberFormatException notLong) {
            double value = Double.parseDouble(literal);
            if (value != Math.rint(value) || Math.abs(value) > EXACT) {
                throw bad("a whole number at " + path, JsonScanner.excerpt(literal));
            }
            return (long) value;
        }
    }

    /** Reads a number as it is written; {@code NaN}, {@code Infinity} and {@code -Infinity} too. */
    public String literal() {
        expect(Kind.NUMBER);
        return call(scanner::number);
    }

    /** Reads the value {@code null}. */
    public void none() {
        expect(Kind.NULL);
        word("null");
    }

    /** Reads {@code true} or {@code false}, or a number that is 0 for false. */
    public boolean flag() {
        if (next() == Kind.NUMBER) {
            return number() != 0;
        }
        expect(Kind.FLAG);
        boolean flag = call(chars::peek) == 't';
        word(flag ? "true" : "false");
        return flag;
    }

    private void word(String expected) {
        call(() -> {
            String word = scanner.word();
            if (!word.equals(expected)) {
                throw JsonScanner.noValue(word);
            }
            return word;
        });
    }

    /** Reads an array of numbers. */
    public double[] numbers() {
        Numbers numbers = new Numbers();
        array(() -> numbers.add(number()));
        return numbers.toArray();
    }

    /** Leaves the next value out, whatever it is. */
    public void skip() {
        switch (next()) {
            case OBJECT -> object(member -> skip());
            case ARRAY -> array(this::skip);
            case TEXT -> text();
            case NUMBER -> literal();
            case FLAG -> flag();
            case NULL -> none();
            case END -> throw bad("a value at " + path, "the end");
        }
    }

    /** Checks that nothing follows. */
    public void end() {
        if (call(chars::peekPastSpace) >= 0) {
            throw bad("the end of the text", "more at " + chars.location());
        }
    }

    /** Where in the text the reader is, such as {@code $.annotations[3].bbox}. */
    public String path() {
        return path.toString();
    }

    /** An error about what was read last, with the name of the file. */
    public BadInputException bad(String expected, String found) {
        return bad(expected, found, null);
    }

    /** An error about what was read last, with the name of the file, and what told of it. */
    public BadInputException bad(String expected, String found, @Nullable Exception cause) {
        return new BadInputException("Expected " + expected + " in " + name + ", found: " + found, cause);
    }

    private void expect(Kind kind) {
        Kind found = next();
        if (found != kind) {
            throw bad(kind + " at " + path, found.toString());
        }
    }

    @Override
    public void close() {
        call(() -> {
            chars.close();
            return true;
        });
    }

    private interface Read<T> {
        T get() throws IOException, NoJsonException;
    }

    private <T> T call(Read<T> read) {
        try {
            return read.get();
        } catch (NoJsonException broken) {
            throw bad(
                    "valid JSON, " + broken.expected() + " at " + path + " (" + chars.location() + ")", broken.found());
        } catch (CharacterCodingException failure) {
            throw bad("UTF-8 text at " + path, "other bytes. Save it as UTF-8", failure);
        } catch (IOException failure) {
            throw bad("readable text at " + path, failure.toString(), failure);
        }
    }

    /** A list of doubles without an object for each. */
    private static final class Numbers {
        private double[] values = new double[16];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        double[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
