package dev.visiontask.image;

import dev.visiontask.EncodedImage;
import dev.visiontask.internal.Interrupts;
import dev.visiontask.internal.PathHint;
import dev.visiontask.tensor.DirectMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** Brings the bytes of a picture into a direct buffer, which is reused. */
final class EncodedBytes {
    private static final int INITIAL = 256 << 10;

    private static final short JPEG_END = (short) 0xffd9;

    private final DirectMemory memory = new DirectMemory();

    /** The bytes from index 0 to the limit of a direct buffer, valid until the next call. */
    ByteBuffer load(EncodedImage source, long maxBytes) throws UndecodableException {
        Path path = source.path();
        if (path != null) {
            return read(path, maxBytes);
        }
        ByteBuffer data = Objects.requireNonNull(source.data());
        check(data.remaining(), maxBytes);
        if (data.isDirect()) {
            return data.slice();
        }
        ByteBuffer copy = scratch(data.remaining());
        return copy.put(data).flip();
    }

    /** The first bytes of a JPEG with an end marker behind them. */
    ByteBuffer withEnd(ByteBuffer jpeg, int count) throws UndecodableException {
        byte[] bytes = new byte[count];
        jpeg.get(0, bytes);
        return scratch(Math.addExact(bytes.length, 2))
                .put(bytes)
                .putShort(JPEG_END)
                .flip();
    }

    private ByteBuffer read(Path path, long maxBytes) throws UndecodableException {
        try {
            // Opening a pipe would wait for a writer.
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new UndecodableException(
                        "expected a file, found " + (attributes.isDirectory() ? "a directory" : "no regular file"));
            }
            check(attributes.size(), maxBytes);
            return Interrupts.deferred(() -> read(path, (int) attributes.size()));
        } catch (NoSuchFileException e) {
            throw new UndecodableException(
                    "no such file (looked at " + path.toAbsolutePath() + ")." + PathHint.of(path), e);
        } catch (AccessDeniedException e) {
            throw new UndecodableException("no permission to read the file", e);
        } catch (IOException e) {
            throw new UndecodableException("reading the file failed: " + e, e);
        }
    }

    private ByteBuffer read(Path path, int size) throws IOException, UndecodableException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            ByteBuffer data = scratch(size);
            while (data.hasRemaining() && file.read(data) >= 0) {}
            return data.flip();
        }
    }

    private static void check(long bytes, long maxBytes) throws UndecodableException {
        if (bytes == 0) {
            throw new UndecodableException("expected a picture, found no bytes at all");
        }
        if (bytes > maxBytes) {
            throw new UndecodableException("expected at most " + maxBytes + " bytes, found " + bytes
                    + "; raise ImageLimits.maxEncodedBytes if you trust the file");
        }
    }

    private ByteBuffer scratch(int bytes) throws UndecodableException {
        try {
            return memory.take(Math.max(INITIAL, bytes)).limit(bytes);
        } catch (OutOfMemoryError e) {
            throw noRoom(bytes);
        }
    }

    static UndecodableException noRoom(int bytes) {
        return new UndecodableException("it needs a buffer of " + bytes
                + " bytes outside the Java heap, and there is no room; raise -XX:MaxDirectMemorySize");
    }

    long nativeBytes() {
        return memory.bytes();
    }

    /** Gives up all memory. */
    void clear() {
        memory.clear();
    }
}
