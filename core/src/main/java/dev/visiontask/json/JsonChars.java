package dev.visiontask.json;

import java.io.IOException;
import java.io.Reader;

/** The characters of a JSON text with one of look-ahead, and the line and column of the next one. */
final class JsonChars implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private int at;
    private int end;
    private long line = 1;
    private long lineStart;
    private long before;

    JsonChars(Reader reader) {
        this.reader = reader;
    }

    /** The next character, or -1 at the end. */
    int peek() throws IOException {
        if (at == end) {
            before += end;
            at = 0;
            end = Math.max(0, reader.read(buffer));
        }
        return at == end ? -1 : buffer[at];
    }

    /** Takes the character that was peeked at. */
    void skip() {
        if (buffer[at++] == '\n') {
            line++;
            lineStart = offset();
        }
    }

    /** Takes and gives the next character, or -1 at the end. */
    int next() throws IOException {
        int next = peek();
        if (next >= 0) {
            skip();
        }
        return next;
    }

    /** The next character that is no white space of JSON, or -1; it is not taken. */
    int peekPastSpace() throws IOException {
        int next = peek();
        if (next == '\uFEFF' && offset() == 0) {
            // A byte order mark, as Windows writes it, is no column.
            skip();
            lineStart = 1;
            next = peek();
        }
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            skip();
            next = peek();
        }
        return next;
    }

    /** How many characters were taken. */
    long offset() {
        return before + at;
    }

    /** {@code line 3, column 7}, counted from 1. */
    String location() {
        return "line " + line + ", column " + (offset() - lineStart + 1);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
