package dev.visiontask.backend.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.visiontask.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of a params file: which named arrays it holds and where. Every length is checked against the
 * file before anything is allocated, so that a truncated or foreign file ends in an error and not in native code.
 *
 * <p>The layout, little-endian: the 64-bit magic 0x112, a reserved word, the number of arrays, the arrays, the number of
 * names, each name as length and bytes. An array is: a magic word, the kind of storage, the shape, the device (two
 * words), the type, the elements. Four generations of array headers exist; files of all of them are in use.
 */
final class MxnetParams {
    private static final long LIST_MAGIC = 0x112;
    private static final int MAGIC_V1 = 0xF993fac8;
    private static final int MAGIC_V2 = 0xF993fac9;
    private static final int MAGIC_V3 = 0xF993faca;
    private static final int MAX_RANK = 32;
    private static final int MAX_NAME = 4096;

    /** By MXNet's type number. */
    private static final List<DataType> TYPES = List.of(
            DataType.FLOAT32,
            DataType.FLOAT64,
            DataType.FLOAT16,
            DataType.UINT8,
            DataType.INT32,
            DataType.INT8,
            DataType.INT64,
            DataType.BOOLEAN);

    private final Path file;
    private final SeekableByteChannel channel;
    private final long size;
    private final ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    private MxnetParams(Path file, SeekableByteChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    /** One array: its elements lie at {@code offset}, {@code bytes} long. */
    record Entry(DataType type, Shape shape, long offset, int bytes) {}

    /** The arrays by name, without the prefix {@code arg:} or {@code aux:}; arrays without elements are left out. */
    static Map<String, Entry> read(Path file, SeekableByteChannel channel) throws IOException {
        return new MxnetParams(file, channel).read();
    }

    private Map<String, Entry> read() throws IOException {
        if (size < 24 || readLong() != LIST_MAGIC) {
            throw corrupt("Expected an MXNet params file (it starts with the number 0x112)");
        }
        readLong();
        long count = readLong();
        // The shortest array has 4 bytes.
        if (count < 0 || count > size / 4) {
            throw corrupt("Expected a number of arrays that fits the file, found " + count);
        }
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            entries.add(readEntry(i));
        }
        long names = readLong();
        if (names != count) {
            throw corrupt("Expected a name for each of " + count + " arrays, found " + names + " names");
        }
        Map<String, Entry> named = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String name = readName();
            int colon = name.indexOf(':');
            if (entry.bytes() > 0) {
                named.put(colon < 0 ? name : name.substring(colon + 1), entry);
            }
        }
        return named;
    }

    private Entry readEntry(long index) throws IOException {
        int magic = readInt();
        boolean isOld = magic != MAGIC_V1 && magic != MAGIC_V2 && magic != MAGIC_V3;
        if (magic == MAGIC_V2 || magic == MAGIC_V3) {
            int storage = readInt();
            if (storage != 0) {
                throw corrupt("Expected dense arrays, found storage type " + storage + " in array " + index);
            }
        }
        // The oldest generation has no magic word: it starts with the rank.
        int rank = isOld ? magic : readInt();
        boolean isNone = magic == MAGIC_V3 ? rank == -1 : rank == 0;
        if (isNone) {
            return new Entry(DataType.FLOAT32, new Shape(0), position, 0);
        }
        if (rank < 0 || rank > MAX_RANK) {
            throw corrupt("Expected array " + index + " to have at most " + MAX_RANK + " dimensions, found " + rank);
        }
        long[] shape = new long[rank];
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            shape[i] = isOld ? Integer.toUnsignedLong(readInt()) : readLong();
            if (shape[i] < 0 || (shape[i] > 0 && elements > size / shape[i])) {
                throw corrupt("Array " + index + " would be longer than the file");
            }
            elements *= shape[i];
        }
        readLong();
        int type = readInt();
        if (type < 0 || type >= TYPES.size()) {
            throw corrupt("Expected a type number from 0 to " + (TYPES.size() - 1) + " in array " + index + ", found "
                    + type);
        }
        long bytes = elements * TYPES.get(type).getNumOfBytes();
        if (bytes > size - position || bytes > Integer.MAX_VALUE) {
            throw corrupt("Array " + index + " needs " + bytes + " bytes at " + position);
        }
        Entry entry = new Entry(TYPES.get(type), new Shape(shape), position, (int) bytes);
        position += bytes;
        return entry;
    }

    private String readName() throws IOException {
        long length = readLong();
        if (length < 0 || length > MAX_NAME || length > size - position) {
            throw corrupt("Expected a name of at most " + MAX_NAME + " bytes at " + position + ", found " + length);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        readFully(channel, bytes, position, file);
        position += length;
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private int readInt() throws IOException {
        return next(4).getInt();
    }

    private long readLong() throws IOException {
        return next(8).getLong();
    }

    private ByteBuffer next(int bytes) throws IOException {
        if (bytes > size - position) {
            throw corrupt("The file ends too early, at " + position);
        }
        readFully(channel, word.clear().limit(bytes), position, file);
        position += bytes;
        return word.flip();
    }

    /** Fills {@code target} up to its limit. */
    static void readFully(SeekableByteChannel channel, ByteBuffer target, long offset, Path file) throws IOException {
        channel.position(offset);
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new ModelFormatException("The params file became shorter while it was read: " + file);
            }
        }
    }

    private ModelFormatException corrupt(String what) {
        return new ModelFormatException(
                what + ". The params file is corrupt, truncated or of another format (" + size + " bytes): " + file);
    }
}
