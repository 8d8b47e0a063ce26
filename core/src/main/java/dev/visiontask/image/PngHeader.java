package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a PNG's chunks: size, orientation, and whether texts or profiles in it unpack to absurd sizes. */
final class PngHeader {
    private static final int MAX_TEXT_BYTES = 8 << 20;
    private static final int MAX_PROFILE_BYTES = 64 << 20;

    private final Bytes in;
    private int orientation = ExifOrientation.UPRIGHT;
    private boolean frameLacksData;

    private PngHeader(Bytes in) {
        this.in = in;
    }

    static ImageHeader read(Bytes in) throws UndecodableException {
        if (in.u32be(8) != 13 || !in.has(12, "IHDR")) {
            throw new UndecodableException("it does not start with an IHDR chunk of 13 bytes");
        }
        long width = in.u32be(16);
        long height = in.u32be(20);
        ImageHeader checked = HeaderReader.header(ImageFormat.PNG, width, height, 1, 0);
        PngHeader header = new PngHeader(in);
        header.readChunks();
        return new ImageHeader(ImageFormat.PNG, checked.width(), checked.height(), header.orientation, 0);
    }

    private void readChunks() throws UndecodableException {
        long at = 33;
        while (at + 12 <= in.size()) {
            long length = in.u32be(at);
            if (in.has(at + 4, "IEND")) {
                endFrame();
                return;
            }
            if (at + 12 + length > in.size()) {
                throw new UndecodableException("truncated: a chunk at byte " + at + " has " + length
                        + " bytes, but the file has " + in.size());
            }
            readChunk(at + 4, at + 8, length);
            at += 12 + length;
        }
        throw new UndecodableException("truncated: the IEND chunk is missing after byte " + in.size());
    }

    private void readChunk(long type, long start, long length) throws UndecodableException {
        if (in.has(type, "IDAT") || in.has(type, "fdAT")) {
            frameLacksData = false;
        } else if (in.has(type, "fcTL")) {
            endFrame();
            frameLacksData = true;
        } else if (in.has(type, "eXIf")) {
            orientation = ExifOrientation.read(in, start);
        } else if (in.has(type, "zTXt") || in.has(type, "iCCP")) {
            long text = afterNames(start, start + length, 1) + 1;
            checkInflated(text, start + length, in.has(type, "zTXt") ? MAX_TEXT_BYTES : MAX_PROFILE_BYTES);
        } else if (in.has(type, "iTXt")) {
            long flags = afterNames(start, start + length, 1);
            if (flags < start + length && in.u8(flags) == 1) {
                checkInflated(afterNames(flags + 2, start + length, 2), start + length, MAX_TEXT_BYTES);
            }
        }
    }

    private void endFrame() throws UndecodableException {
        if (frameLacksData) {
            throw new UndecodableException("a frame of the animation has no data");
        }
    }

    /** The offset after that many strings, each ended by a zero. */
    private long afterNames(long start, long end, int count) throws UndecodableException {
        long at = start;
        for (int left = count; left > 0 && at < end; at++) {
            if (in.u8(at) == 0) {
                left--;
            }
        }
        return at;
    }

    private void checkInflated(long start, long end, int limit) throws UndecodableException {
        if (start >= end) {
            return;
        }
        ByteBuffer out = ByteBuffer.allocate(8192);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in.slice(start, end - start));
            while (!inflater.finished()) {
                int count = inflater.inflate(out.clear());
                if (inflater.getBytesWritten() > limit) {
                    throw new UndecodableException(
                            "a compressed text or profile in it is beyond the limit of " + limit + " bytes unpacked");
                }
                if (count == 0) {
                    return;
                }
            }
        } catch (DataFormatException e) {
            // Broken texts do not matter; the decoder skips them.
            return;
        } finally {
            inflater.end();
        }
    }
}
