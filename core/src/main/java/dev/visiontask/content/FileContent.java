package dev.visiontask.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a file holds, told from its first bytes: for messages about files that are not what their name says. Reads at most
 * {@link #HEAD} bytes. Immutable.
 *
 * <p>{@link ContentKind#UNKNOWN} means only that no other kind was recognised: an ONNX model and most binary formats are
 * unknown here, and their own readers judge them.
 *
 * @param kind what it is
 * @param detail a few words of the file itself, such as the title of a web page; may be empty. One line without control
 *     characters
 */
public record FileContent(ContentKind kind, String detail) {
    /** How many bytes at the front are looked at. */
    public static final int HEAD = 4096;

    /** Checks that nothing is null. */
    public FileContent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /**
     * What a file holds.
     *
     * @param file a readable file of any file system
     * @throws IOException if it cannot be read
     */
    public static FileContent of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(ByteBuffer.wrap(in.readNBytes(HEAD)));
        }
    }

    /**
     * What these bytes are the front of.
     *
     * @param head from the first byte on; more than {@link #HEAD} bytes are not looked at. Position and limit stay as they are
     */
    public static FileContent of(ByteBuffer head) {
        ByteBuffer view = head.duplicate();
        byte[] bytes = new byte[Math.min(HEAD, view.remaining())];
        view.get(bytes);
        if (bytes.length == 0) {
            return new FileContent(ContentKind.EMPTY, "");
        }
        FileContent binary = Signatures.find(bytes);
        return binary != null ? binary : TextContent.find(bytes);
    }

    /** For the part of a message after {@code found}: {@code a web page (HTML): "Sign in to GitHub"}. */
    public String what() {
        return detail.isEmpty() ? kind.what() : kind.what() + ": \"" + detail + "\"";
    }

    /** What to do about it. */
    public String advice() {
        return kind.advice();
    }

    /** {@link #what()} and {@link #advice()} as they end a message: {@code a ZIP archive. Unpack it first.} */
    @Override
    public String toString() {
        return what() + ". " + advice();
    }
}
