package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The tags of the first page of a TIFF or BigTIFF. Values are read where they lie, so that no count asks for memory. */
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int T4_OPTIONS = 292;
    static final int PREDICTOR = 317;
    static final int COLOR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int INK_SET = 332;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;

    private static final int BIG_TIFF = 43;

    /** The values of a tag: their type, how many there are, and where the first one lies. */
    private record Entry(int type, long count, long start) {}

    private final Bytes in;
    private final boolean big;
    private final boolean wide;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private TiffDirectory(Bytes in) throws UndecodableException {
        this.in = in;
        big = in.u8(0) == 'M';
        wide = in.u16(2, big) == BIG_TIFF;
    }

    static TiffDirectory read(Bytes in) throws UndecodableException {
        TiffDirectory directory = new TiffDirectory(in);
        directory.readEntries();
        return directory;
    }

    private void readEntries() throws UndecodableException {
        long start = wide ? in.u64(8, big) : in.u32(4, big);
        long count = wide ? in.u64(start, big) : in.u16(start, big);
        long first = start + (wide ? 8 : 2);
        int step = wide ? 20 : 12;
        if (count * step > in.size() - first) {
            throw new UndecodableException("truncated: its directory has " + count + " entries from byte " + first
                    + " on, but the file has " + in.size() + " bytes");
        }
        for (long i = 0; i < count; i++) {
            readEntry(first + i * step);
        }
    }

    private void readEntry(long at) throws UndecodableException {
        int tag = in.u16(at, big);
        int type = in.u16(at + 2, big);
        long values = wide ? in.u64(at + 4, big) : in.u32(at + 4, big);
        long start = at + (wide ? 12 : 8);
        if (values * bytes(type) > (wide ? 8 : 4)) {
            start = wide ? in.u64(start, big) : in.u32(start, big);
        }
        if (entries.put(tag, new Entry(type, values, start)) != null) {
            throw new UndecodableException("its directory has the tag " + tag + " twice");
        }
    }

    private static int bytes(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 4;
        };
    }

    /** Whether 16-bit samples have their high byte first. */
    boolean isBigEndian() {
        return big;
    }

    Bytes file() {
        return in;
    }

    /** How many values a tag has; 0 if it is not there. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /** The first value of a tag, or {@code absent}. */
    long value(int tag, long absent) throws UndecodableException {
        return count(tag) == 0 ? absent : value(tag, 0L, absent);
    }

    /** One of the values of a tag, or {@code absent}. */
    long value(int tag, long index, long absent) throws UndecodableException {
        Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count) {
            return absent;
        }
        long at = entry.start + index * bytes(entry.type);
        return switch (entry.type) {
            case 1, 7 -> in.u8(at);
            case 3 -> in.u16(at, big);
            case 4, 13 -> in.u32(at, big);
            case 16, 18 -> in.u64(at, big);
            default ->
                throw new UndecodableException(
                        "its tag " + tag + " has values of type " + entry.type + ", which are no whole numbers");
        };
    }

    /** A value that all samples of a pixel must share; {@code absent} if there is none. */
    long common(int tag, long absent, String what) throws UndecodableException {
        long first = value(tag, absent);
        for (long i = 1; i < Math.min(count(tag), TiffSegments.MAX_SAMPLES); i++) {
            long other = value(tag, i, absent);
            if (other != first) {
                throw new UndecodableException(
                        "expected the same " + what + " for all samples, found " + first + " and " + other);
            }
        }
        return first;
    }

    /** The type of a tag's values; 0 if it is not there. */
    int type(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.type;
    }

    /** The bytes of the values of a tag; empty if it is not there. */
    ByteBuffer raw(int tag) throws UndecodableException {
        Entry entry = entries.get(tag);
        return entry == null ? ByteBuffer.allocate(0) : in.slice(entry.start, entry.count * bytes(entry.type));
    }
}
