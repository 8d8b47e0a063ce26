package dev.visiontask.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * An open file that stays open when its user is interrupted. Channels of the JDK close themselves then; this one opens the
 * file again and repeats what was under way, which is harmless as each call says where in the file it works. The interrupt
 * is kept for the caller. One thread at a time uses it.
 */
public final class SteadyFile implements AutoCloseable {
    private final Path path;
    private final OpenOption access;
    private final @Nullable Object key;
    private SeekableByteChannel channel;
    private boolean closed;

    private SteadyFile(Path path, OpenOption access, OpenOption... first) throws IOException {
        this.path = path;
        this.access = access;
        this.channel = Interrupts.deferred(() -> Files.newByteChannel(path, first));
        this.key = key(path);
    }

    /** Opens a file to be read. */
    public static SteadyFile toRead(Path path) throws IOException {
        return new SteadyFile(path, StandardOpenOption.READ, StandardOpenOption.READ);
    }

    /** Opens a file that is there, and empties it. */
    public static SteadyFile toWrite(Path path) throws IOException {
        return new SteadyFile(
                path, StandardOpenOption.WRITE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** What tells this file from another one of the same name, where the system has such a thing. */
    private static @Nullable Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Reads from a place on, as much as there is room for.
     *
     * @return how many bytes; fewer than there is room for only at the end of the file
     */
    public int read(ByteBuffer into, long from) throws IOException {
        int start = into.position();
        return Interrupts.deferred(() -> {
            into.position(start);
            for (int count = 0; into.hasRemaining() && count >= 0; ) {
                count = transfer(into, from + into.position() - start);
            }
            return into.position() - start;
        });
    }

    /** Writes all of a buffer to a place. */
    public void write(ByteBuffer bytes, long to) throws IOException {
        int start = bytes.position();
        Interrupts.deferred(() -> {
            bytes.position(start);
            while (bytes.hasRemaining()) {
                transfer(bytes, to + bytes.position() - start);
            }
            return bytes.limit();
        });
    }

    private int transfer(ByteBuffer bytes, long at) throws IOException {
        SeekableByteChannel open = opened();
        boolean reads = access == StandardOpenOption.READ;
        if (open instanceof FileChannel file) {
            return reads ? file.read(bytes, at) : file.write(bytes, at);
        }
        open.position(at);
        return reads ? open.read(bytes) : open.write(bytes);
    }

    private SeekableByteChannel opened() throws IOException {
        if (!closed && !channel.isOpen()) {
            SeekableByteChannel again = Files.newByteChannel(path, access);
            Object found = key(path);
            if (key != null && !key.equals(found)) {
                again.close();
                throw new IOException("another file took the place of " + path + " while it was in use");
            }
            channel = again;
        }
        return channel;
    }

    /** Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }
}
