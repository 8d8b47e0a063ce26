package dev.visiontask.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.visiontask.BadInputException;
import java.io.EOFException;
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
 * little memory. Strict: no comments, no NaN, no single quotes. Not for use by several threads.
 *
 * <p>Every method throws {@link BadInputException} if the text is malformed or another kind of value comes next; the
 * message names the file, the place in it, and both kinds.
 */
public final class JsonInput implements AutoCloseable {
    private static final int MAX_DEPTH = 64;

    private final JsonReader reader;
    private final String name;

    private JsonInput(Reader text, String name) {
        this.reader = new JsonReader(text);
        this.name = name;
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
    }

    /** What kind of value comes next. */
    public enum Kind {
        /** Between braces. */
        OBJECT,
        /** Between brackets. */
        ARRAY,
        /** Between quotes. */
        TEXT,
        /** Decimal, with or without fraction and exponent. */
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** The value {@code null}. */
        NULL,
        /** Nothing: the end of an object, of an array, or of the text. */
        END
    }

    /**
     * Opens a file of UTF-8 text.
     *
     * @throws BadInputException if it cannot be read
     */
    public static JsonInput open(Path file) {
        try {
            return new JsonInput(Files.newBufferedReader(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException missing) {
            throw new BadInputException("Expected a JSON file at " + file + ", found none there", missing);
        } catch (IOException failure) {
            throw new BadInputException("Expected a readable JSON file at " + file + ", found: " + failure, failure);
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
        return switch (call(reader::peek)) {
            case BEGIN_OBJECT -> Kind.OBJECT;
            case BEGIN_ARRAY -> Kind.ARRAY;
            case STRING -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.FLAG;
            case NULL -> Kind.NULL;
            default -> Kind.END;
        };
    }

    /** Reads an object: gives the name of each member; the consumer reads or {@link #skip() skips} its value. */
    public void object(Consumer<String> member) {
        expect(Kind.OBJECT);
        run(reader::beginObject);
        while (call(reader::hasNext)) {
            member.accept(call(reader::nextName));
        }
        run(reader::endObject);
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
        expect(Kind.ARRAY);
        run(reader::beginArray);
        while (call(reader::hasNext)) {
            element.run();
        }
        run(reader::endArray);
    }

    /** Reads a text. */
    public String text() {
        expect(Kind.TEXT);
        return call(reader::nextString);
    }

    /** Reads a number. */
    public double number() {
        expect(Kind.NUMBER);
        try {
            return reader.nextDouble();
        } catch (IOException | NumberFormatException failure) {
            throw translated(failure);
        }
    }

    /** Reads a whole number. */
    public long integer() {
        expect(Kind.NUMBER);
        try {
            return reader.nextLong();
        } catch (IOException | NumberFormatException failure) {
            throw translated(failure);
        }
    }

    /** Reads {@code true} or {@code false}, or a number that is 0 for false. */
    public boolean flag() {
        if (next() == Kind.NUMBER) {
            return number() != 0;
        }
        expect(Kind.FLAG);
        return call(reader::nextBoolean);
    }

    /** Reads an array of numbers. */
    public double[] numbers() {
        Numbers numbers = new Numbers();
        array(() -> numbers.add(number()));
        return numbers.toArray();
    }

    /** Leaves the next value out, whatever it is. */
    public void skip() {
        run(reader::skipValue);
    }

    /** Checks that nothing follows. */
    public void end() {
        if (call(reader::peek) != JsonToken.END_DOCUMENT) {
            throw bad("the end of the text", next() + " at " + reader.getPath());
        }
    }

    /** An error about what was read last, with the name of the file. */
    public BadInputException bad(String expected, String found) {
        return bad(expected, found, null);
    }

    private void expect(Kind kind) {
        Kind found = next();
        if (found != kind) {
            throw bad(kind + " at " + reader.getPath(), found.toString());
        }
    }

    @Override
    public void close() {
        run(reader::close);
    }

    private interface Read<T> {
        T get() throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void run(Step step) {
        call(() -> {
            step.run();
            return true;
        });
    }

    private <T> T call(Read<T> read) {
        try {
            return read.get();
        } catch (IOException | NumberFormatException failure) {
            throw translated(failure);
        }
    }

    private BadInputException translated(Exception failure) {
        if (failure instanceof MalformedJsonException
                || failure instanceof EOFException
                || failure instanceof NumberFormatException) {
            return bad("valid JSON at " + reader.getPath(), firstLine(failure), failure);
        }
        if (failure instanceof CharacterCodingException) {
            return bad("UTF-8 text at " + reader.getPath(), "other bytes. Save it as UTF-8", failure);
        }
        return bad("readable text at " + reader.getPath(), failure.toString(), failure);
    }

    /** An error about what was read last, with the name of the file, and what told of it. */
    public BadInputException bad(String expected, String found, @Nullable Exception cause) {
        return new BadInputException("Expected " + expected + " in " + name + ", found: " + found, cause);
    }

    private static String firstLine(Exception broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
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
