package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What stands before the pictures of an AVI file; always of {@link #BYTES} bytes, so that it can be written once more. */
final class AviHead {
    /** Lists of pictures that the index of indexes has room for. */
    static final int MOST_SEGMENTS = 1024;

    private static final int SUPER_INDEX = 24 + 16 * MOST_SEGMENTS;
    private static final int STREAM_LIST = 4 + 8 + 56 + 8 + 40 + 8 + SUPER_INDEX;
    private static final int EXTENDED = 248;
    private static final int EXTENDED_LIST = 4 + 8 + EXTENDED;
    private static final int HEADER_LIST = 4 + 8 + 56 + 8 + STREAM_LIST + 8 + EXTENDED_LIST;

    /** The length of the whole, up to the list of pictures. */
    static final int BYTES = 12 + 8 + HEADER_LIST;

    private static final int HAS_INDEX = 0x10;
    private static final int INTERLEAVED = 0x100;
    private static final int BITS = 24;
    private static final double MICROS = 1e6;

    private final ImageSize size;
    private final List<Segment> segments = new ArrayList<>();
    private int largest;

    AviHead(ImageSize size) {
        this.size = size;
    }

    /**
     * A list of pictures that is complete.
     *
     * @param indexAt the offset of its index in the file
     * @param indexBytes the length of the index, with its head
     * @param slots its pictures, empty ones included
     */
    private record Segment(long indexAt, int indexBytes, int slots) {}

    void addSegment(long indexAt, int indexBytes, int slots) {
        segments.add(new Segment(indexAt, indexBytes, slots));
    }

    int segments() {
        return segments.size();
    }

    void notePicture(int length) {
        largest = Math.max(largest, length);
    }

    /**
     * The bytes.
     *
     * @param riffBytes the length of the first RIFF list
     */
    ByteBuffer bytes(AviRate rate, long riffBytes) {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int slots = segments.stream().mapToInt(Segment::slots).sum();
        text(out, "RIFF").putInt((int) riffBytes);
        text(out, "AVI ");
        text(out, "LIST").putInt(HEADER_LIST);
        text(out, "hdrl");
        main(out, rate);
        text(out, "LIST").putInt(STREAM_LIST);
        text(out, "strl");
        stream(out, rate, slots);
        picture(out);
        superIndex(out);
        text(out, "LIST").putInt(EXTENDED_LIST);
        text(out, "odml");
        text(out, "dmlh").putInt(EXTENDED).putInt(slots);
        return out.rewind();
    }

    private void main(ByteBuffer out, AviRate rate) {
        int first = segments.isEmpty() ? 0 : segments.get(0).slots();
        text(out, "avih").putInt(56);
        int start = out.position();
        out.putInt((int) Math.round(MICROS * rate.scale() / rate.rate()));
        out.putInt((int) Math.min(Integer.MAX_VALUE, (long) largest * rate.rate() / rate.scale()));
        out.putInt(0).putInt(HAS_INDEX | INTERLEAVED).putInt(first).putInt(0).putInt(1);
        out.putInt(largest).putInt(size.width()).putInt(size.height());
        out.position(start + 56);
    }

    private void stream(ByteBuffer out, AviRate rate, int slots) {
        text(out, "strh").putInt(56);
        int start = out.position();
        text(out, "vids");
        text(out, "MJPG").putInt(0).putInt(0).putInt(0);
        out.putInt(rate.scale()).putInt(rate.rate()).putInt(0).putInt(slots);
        // The quality is unknown, and each picture a sample of its own.
        out.putInt(largest).putInt(-1).putInt(0);
        out.putShort((short) 0).putShort((short) 0);
        out.putShort((short) size.width()).putShort((short) size.height());
        out.position(start + 56);
    }

    private void picture(ByteBuffer out) {
        text(out, "strf").putInt(40).putInt(40).putInt(size.width()).putInt(size.height());
        out.putShort((short) 1).putShort((short) BITS);
        text(out, "MJPG").putInt((int) Math.min(Integer.MAX_VALUE, size.pixels() * BITS / Byte.SIZE));
        out.putInt(0).putInt(0).putInt(0).putInt(0);
    }

    /** Where the index of each list is: entries of four words, of type 0, for the chunks {@code 00dc}. */
    private void superIndex(ByteBuffer out) {
        text(out, "indx").putInt(SUPER_INDEX);
        int start = out.position();
        out.putShort((short) 4).put((byte) 0).put((byte) 0).putInt(segments.size());
        text(out, AviFile.PICTURE).putInt(0).putInt(0).putInt(0);
        for (Segment segment : segments) {
            out.putLong(segment.indexAt()).putInt(segment.indexBytes()).putInt(segment.slots());
        }
        out.position(start + SUPER_INDEX);
    }

    static ByteBuffer text(ByteBuffer out, String fourCharacters) {
        return out.put(fourCharacters.getBytes(StandardCharsets.US_ASCII));
    }
}
