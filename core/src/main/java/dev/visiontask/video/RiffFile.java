package dev.visiontask.video;

import dev.visiontask.BadInputException;
import dev.visiontask.internal.SteadyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a RIFF file; what lies beyond its end is null. */
final class RiffFile implements AutoCloseable {
    /** Bytes of a chunk before its data: id and length. */
    static final int CHUNK_HEAD = 8;

    /** Bytes of a list before its first chunk: id, length and type. */
    static final int LIST_HEAD = 12;

    private final SteadyFile file;
    private final Path path;
    private final String name;
    private final ByteBuffer head = ByteBuffer.allocate(LIST_HEAD).order(ByteOrder.LITTLE_ENDIAN);

    RiffFile(Path path, String name) {
        this.path = path;
        this.name = name;
        try {
            this.file = SteadyFile.toRead(path);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * A chunk.
     *
     * @param id four characters
     * @param length of the data, without the byte that pads it to an even number
     * @param type the first four bytes of the data, for lists
     * @param at the offset of the chunk in the file
     */
    record Chunk(String id, long length, String type, long at) {
        boolean isList() {
            return id.equals("LIST") || id.equals("RIFF");
        }

        long data() {
            return at + CHUNK_HEAD;
        }

        /** The offset of the next chunk. */
        long next() {
            return at + CHUNK_HEAD + length + (length & 1);
        }
    }

    /** The chunk at an offset, or null if the file ends before its data. */
    @Nullable
    Chunk chunk(long at) {
        head.clear();
        read(at, head);
        if (head.position() < CHUNK_HEAD) {
            return null;
        }
        String id = text(0);
        String type = head.position() < LIST_HEAD ? "" : text(CHUNK_HEAD);
        return new Chunk(id, Integer.toUnsignedLong(head.getInt(4)), type, at);
    }

    private String text(int at) {
        return new String(head.array(), at, 4, StandardCharsets.ISO_8859_1);
    }

    /** The first bytes of a chunk's data, at most so many. */
    ByteBuffer data(Chunk chunk, int most) {
        ByteBuffer data =
                ByteBuffer.allocate((int) Math.min(most, chunk.length())).order(ByteOrder.LITTLE_ENDIAN);
        read(chunk.data(), data);
        return data.flip();
    }

    /** Fills a buffer from an offset on, as far as the file goes. */
    void read(long at, ByteBuffer into) {
        try {
            file.read(into, at);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** How many bytes the file has. */
    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private BadInputException failed(IOException e) {
        return new BadInputException(name + ": reading failed: " + e, e);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
