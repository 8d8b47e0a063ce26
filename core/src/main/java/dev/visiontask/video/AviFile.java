package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.OutputException;
import dev.visiontask.internal.SteadyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * An AVI file with one stream of pictures, as OpenDML 1.02 extends it: after each gigabyte a new RIFF list begins, with an
 * index of its own, so that the file may have any length. The first list has the older index, too. Lengths and indexes are
 * filled in later; a file that is cut off before can still be read by its chunks. An interrupt of the writing thread does no
 * harm.
 */
final class AviFile implements AutoCloseable {
    /** The name of the chunks: pictures of the first stream. */
    static final String PICTURE = "00dc";

    /** What OpenDML recommends; old readers count bytes in 32 bits with a sign. */
    private static final long GIGABYTE = 1L << 30;

    private static final int CHUNK_HEAD = 8;
    private static final int LIST_HEAD = 12;
    private static final int INDEX_HEAD = 24;
    private static final int INDEX_ENTRY = 8;
    private static final int OLD_INDEX_ENTRY = 16;
    private static final int KEY_FRAME = 0x10;
    private static final AviRate UNTIL_KNOWN = new AviRate(1, 25);

    private final SteadyFile file;
    private final long segmentBytes;
    private final AviHead header;
    private final AviIndex index = new AviIndex();
    private final ByteBuffer head = buffer(CHUNK_HEAD);
    private long at;

    /** Where the current RIFF list begins, and its list of pictures. */
    private long riff;

    private long movi;
    private long firstRiffBytes;

    AviFile(Path path, ImageSize size) {
        this(path, size, GIGABYTE);
    }

    AviFile(Path path, ImageSize size, long segmentBytes) {
        this.segmentBytes = segmentBytes;
        this.header = new AviHead(size);
        try {
            this.file = SteadyFile.toWrite(path);
        } catch (IOException e) {
            throw new OutputException("writing failed: " + e, e);
        }
        try {
            append(header.bytes(UNTIL_KNOWN, 0));
            beginPictures();
        } catch (IOException e) {
            close();
            throw new OutputException("writing failed: " + e, e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void append(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        file.write(bytes, at);
        at += length;
    }

    private void beginPictures() throws IOException {
        movi = at;
        append(list("LIST", "movi"));
    }

    private static ByteBuffer list(String id, String type) {
        ByteBuffer out = buffer(LIST_HEAD);
        AviHead.text(out, id).putInt(0);
        return AviHead.text(out, type).flip();
    }

    /** Adds a picture; an empty one stands for the one before, shown once more. */
    void add(ByteBuffer picture) throws IOException {
        int length = picture.remaining();
        if (at + length - riff > segmentBytes && index.count() > 0) {
            endSegment();
            beginSegment();
        }
        index.add(at - movi - CHUNK_HEAD, length);
        header.notePicture(length);
        head.clear();
        append(AviHead.text(head, PICTURE).putInt(length).flip());
        append(picture);
        if (length % 2 == 1) {
            append(ByteBuffer.allocate(1));
        }
    }

    private void beginSegment() throws IOException {
        if (header.segments() >= AviHead.MOST_SEGMENTS) {
            throw new IOException("an AVI file has room for " + AviHead.MOST_SEGMENTS + " lists of pictures of "
                    + segmentBytes + " bytes");
        }
        riff = at;
        append(list("RIFF", "AVIX"));
        beginPictures();
    }

    private void endSegment() throws IOException {
        long indexAt = at;
        append(index());
        header.addSegment(indexAt, (int) (at - indexAt), index.count());
        patch(movi);
        if (riff == 0) {
            append(oldIndex());
            firstRiffBytes = at - CHUNK_HEAD;
        }
        patch(riff);
        index.clear();
    }

    /** Fills in the length of a list that ends here. */
    private void patch(long list) throws IOException {
        ByteBuffer length =
                buffer(Integer.BYTES).putInt((int) (at - list - CHUNK_HEAD)).flip();
        file.write(length, list + Integer.BYTES);
    }

    /** The pictures of this list: entries of two words, of type 1; offsets are of the data. */
    private ByteBuffer index() {
        int bytes = INDEX_HEAD + INDEX_ENTRY * index.count();
        ByteBuffer out = buffer(CHUNK_HEAD + bytes);
        AviHead.text(out, "ix00").putInt(bytes);
        out.putShort((short) 2).put((byte) 0).put((byte) 1).putInt(index.count());
        AviHead.text(out, PICTURE).putLong(movi + CHUNK_HEAD).putInt(0);
        for (int i = 0; i < index.count(); i++) {
            out.putInt(index.offset(i) + CHUNK_HEAD).putInt(index.length(i));
        }
        return out.flip();
    }

    /** As before OpenDML; offsets are of the chunks, from the word {@code movi} on. */
    private ByteBuffer oldIndex() {
        int bytes = OLD_INDEX_ENTRY * index.count();
        ByteBuffer out = buffer(CHUNK_HEAD + bytes);
        AviHead.text(out, "idx1").putInt(bytes);
        for (int i = 0; i < index.count(); i++) {
            AviHead.text(out, PICTURE).putInt(KEY_FRAME).putInt(index.offset(i)).putInt(index.length(i));
        }
        return out.flip();
    }

    /** Says the rate, so that a file that is cut off before it is complete has the right times. */
    void begin(AviRate rate) throws IOException {
        writeHead(rate);
    }

    /** Completes the file. */
    void finish(AviRate rate) throws IOException {
        endSegment();
        writeHead(rate);
    }

    private void writeHead(AviRate rate) throws IOException {
        ByteBuffer bytes = header.bytes(rate, firstRiffBytes);
        file.write(bytes, 0);
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new OutputException("closing failed: " + e, e);
        }
    }
}
