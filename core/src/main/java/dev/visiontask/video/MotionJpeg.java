package dev.visiontask.video;

import dev.visiontask.tensor.DirectMemory;
import java.nio.ByteBuffer;

/**
 * Makes whole JPEG files of a video's pictures. Cameras leave out the Huffman tables, which are then the typical ones of
 * the standard, and the end marker. Memory is used again from picture to picture.
 */
final class MotionJpeg {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DHT = 0xc4;
    private static final int SPARE = 1024;
    private static final int INITIAL = 256 << 10;

    private final DirectMemory memory = new DirectMemory();
    private ByteBuffer data = memory.take(0);

    /** An empty place for so many bytes, to be filled before {@link #complete()}. */
    ByteBuffer room(int bytes) {
        data = memory.take(Math.max(INITIAL, Math.addExact(bytes, SPARE)));
        return data.limit(bytes);
    }

    /** The picture in the place, with what it lacks; valid until the next one. Broken ones stay broken. */
    ByteBuffer complete() {
        data.flip();
        int scan = scanWithoutTables();
        if (scan > 0) {
            insertTables(scan);
        }
        if (!hasEnd()) {
            int end = data.limit();
            data.limit(end + 2);
            data.put(end, (byte) 0xff).put(end + 1, (byte) EOI);
        }
        return data.position(0);
    }

    private int u8(int at) {
        return data.get(at) & 0xff;
    }

    /** Where the first scan begins if no Huffman table comes before it, else 0. */
    private int scanWithoutTables() {
        int at = 2;
        while (at + 4 <= data.limit() && u8(at) == 0xff) {
            int code = u8(at + 1);
            if (code == SOS) {
                return at;
            }
            if (code == DHT) {
                return 0;
            }
            boolean alone = code == 0xff || code == 0x01 || (code >= 0xd0 && code <= SOI);
            at += code == 0xff ? 1 : alone ? 2 : 2 + (u8(at + 2) << 8 | u8(at + 3));
        }
        return 0;
    }

    private void insertTables(int scan) {
        byte[] tables = TypicalHuffman.SEGMENT;
        int end = data.limit();
        data.limit(end + tables.length);
        data.put(scan + tables.length, data, scan, end - scan);
        data.put(scan, tables);
    }

    private boolean hasEnd() {
        // What pads the chunk may follow.
        for (int at = data.limit() - 2; at >= Math.max(0, data.limit() - SPARE); at--) {
            if (u8(at) == 0xff && u8(at + 1) == EOI) {
                return true;
            }
        }
        return false;
    }
}
