package dev.visiontask.json;

import dev.visiontask.OutputException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with one JSON text a line, in UTF-8. Each line is in the file when the call returns, so that others may read along,
 * and what was written stays if the program ends early. One thread at a time writes.
 */
public final class JsonLinesWriter implements AutoCloseable {
    private final Path file;
    private final Writer writer;

    /**
     * Creates the file, or empties it.
     *
     * @throws OutputException if that fails
     */
    public JsonLinesWriter(Path file) {
        this.file = file;
        try {
            this.writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new OutputException(file + ": expected a file that can be written, but opening it failed: " + e, e);
        }
    }

    /**
     * Adds a line.
     *
     * @throws OutputException if writing fails
     */
    public void write(JsonObjectText object) {
        write(object.toString());
    }

    /**
     * Adds a line.
     *
     * @param json a JSON text, without line breaks
     * @throws OutputException if writing fails
     */
    public void write(String json) {
        if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("Expected JSON on one line, found line breaks in: " + json);
        }
        try {
            writer.write(json);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private OutputException failed(IOException e) {
        return new OutputException(file + ": writing failed: " + e, e);
    }

    /** Closes the file. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
