package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Writes a TIFF of one strip for each plane. */
final class TiffWriter {
    private static final int LONG = 4;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;

    private record Entry(int type, int count, ByteBuffer values) {}

    private final ByteOrder order;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    TiffWriter(ByteOrder order) {
        this.order = order;
    }

    /** A tag with whole numbers. */
    void put(int tag, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        put(tag, LONG, values.length, bytes.flip());
    }

    /** A tag with values that are in the right order already; nothing if it has none. */
    void put(int tag, int type, long count, ByteBuffer values) {
        if (count > 0) {
            entries.put(tag, new Entry(type, (int) count, values));
        }
    }

    /** The file. */
    byte[] file(ByteBuffer... planes) {
        put(TiffDirectory.STRIP_OFFSETS, new int[planes.length]);
        put(TiffDirectory.STRIP_BYTE_COUNTS, new int[planes.length]);
        int data = HEADER_BYTES + 2 + entries.size() * ENTRY_BYTES + 4;
        int start = data;
        for (Entry entry : entries.values()) {
            start += entry.values.remaining() > 4 ? entry.values.remaining() : 0;
        }
        int[] offsets = new int[planes.length];
        int[] counts = new int[planes.length];
        int end = start;
        for (int i = 0; i < planes.length; i++) {
            offsets[i] = end;
            counts[i] = planes[i].remaining();
            end = Math.addExact(end, counts[i]);
        }
        put(TiffDirectory.STRIP_OFFSETS, offsets);
        put(TiffDirectory.STRIP_BYTE_COUNTS, counts);
        ByteBuffer file = ByteBuffer.allocate(end).order(order);
        writeEntries(file, data);
        file.position(start);
        for (ByteBuffer plane : planes) {
            file.put(plane.duplicate());
        }
        return file.array();
    }

    private void writeEntries(ByteBuffer file, int data) {
        byte letter = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
        file.put(letter).put(letter).putShort((short) 42).putInt(HEADER_BYTES);
        file.putShort((short) entries.size());
        int at = data;
        for (Map.Entry<Integer, Entry> tag : entries.entrySet()) {
            Entry entry = tag.getValue();
            int bytes = entry.values.remaining();
            file.putShort((short) (int) tag.getKey())
                    .putShort((short) entry.type)
                    .putInt(entry.count);
            if (bytes > 4) {
                file.putInt(at);
                file.put(at, entry.values, entry.values.position(), bytes);
                at += bytes;
            } else {
                file.put(file.position(), entry.values, entry.values.position(), bytes);
                file.position(file.position() + 4);
            }
        }
        file.putInt(0);
    }
}
