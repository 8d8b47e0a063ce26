package dev.visiontask.image;

import java.nio.ByteBuffer;

/** Reads a JPEG's segments up to the first scan, and makes sure that the file has an end. */
final class JpegHeader {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final int PROGRESSIVE = 0xc2;
    private static final int JPEG_LS = 0xf7;

    /**
     * Encoders write about ten scans; every scan costs a pass over the whole picture, even an empty one of 20 bytes.
     */
    private static final int MAX_SCANS = 100;

    private final Bytes in;
    private int width;
    private int height;
    private int orientation;
    private boolean progressive;

    private JpegHeader(Bytes in) {
        this.in = in;
    }

    static ImageHeader read(Bytes in) throws UndecodableException {
        JpegHeader header = new JpegHeader(in);
        long scan = header.readSegments();
        if (header.progressive) {
            header.checkScans(scan);
        }
        header.checkEnd(scan);
        return HeaderReader.header(ImageFormat.JPEG, header.width, header.height, Math.max(1, header.orientation), 0);
    }

    /** Reads all segments before the first scan and returns where its data starts. */
    private long readSegments() throws UndecodableException {
        long at = 2;
        boolean frame = false;
        while (true) {
            at = nextMarker(at);
            int code = in.u8(at++);
            if (code == EOI) {
                throw new UndecodableException("it ends before any picture data");
            }
            if (code == SOI || code == 0x01 || (code >= 0xd0 && code <= 0xd7)) {
                continue;
            }
            int length = in.u16be(at);
            if (length < 2) {
                throw new UndecodableException("a segment has the impossible length " + length);
            }
            if (isFrame(code)) {
                readFrame(code, at + 2);
                frame = true;
            } else if (code == APP1 && orientation == 0 && in.has(at + 2, "Exif\0\0")) {
                orientation = ExifOrientation.read(in, at + 2);
            } else if (code == SOS) {
                if (!frame) {
                    throw new UndecodableException("picture data comes before the frame header");
                }
                return at + length;
            }
            at += length;
        }
    }

    /** The offset of the next marker's code; like libjpeg, it skips what is no marker. */
    private long nextMarker(long start) throws UndecodableException {
        long at = start;
        while (true) {
            while (in.u8(at) != 0xff) {
                at++;
            }
            while (in.u8(at) == 0xff) {
                at++;
            }
            if (in.u8(at) != 0) {
                return at;
            }
        }
    }

    private static boolean isFrame(int code) {
        boolean table = code == 0xc4 || code == 0xc8 || code == 0xcc;
        return (code >= 0xc0 && code <= 0xcf && !table) || code == JPEG_LS;
    }

    private void readFrame(int code, long at) throws UndecodableException {
        switch (code) {
            case 0xc0, 0xc1, PROGRESSIVE, 0xc9, 0xca -> {
                int precision = in.u8(at);
                if (precision != 8) {
                    throw new UndecodableException("expected 8 bits a sample, found " + precision);
                }
                height = in.u16be(at + 1);
                width = in.u16be(at + 3);
                progressive = code == PROGRESSIVE || code == 0xca;
            }
            default ->
                throw new UndecodableException(
                        "lossless and hierarchical JPEG are not read (frame type 0x" + Integer.toHexString(code) + ")");
        }
    }

    private void checkScans(long start) throws UndecodableException {
        int scans = 1;
        for (long at = start; at + 1 < in.size(); at++) {
            if (in.u8(at) == 0xff && in.u8(at + 1) == SOS && ++scans > MAX_SCANS) {
                throw new UndecodableException("expected at most " + MAX_SCANS + " scans, found more");
            }
        }
    }

    /** Makes sure that a JPEG without tables ends where it should. */
    static void checkEnd(ByteBuffer jpeg) throws UndecodableException {
        new JpegHeader(new Bytes(jpeg.slice())).checkEnd(0);
    }

    /**
     * Where the usable part of a JPEG ends that lacks its end marker: before a segment, or half a marker, that is cut off.
     * -1 for a JPEG that has its end, and for what {@link #read} will refuse.
     */
    static int usableBytes(ByteBuffer jpeg) {
        JpegHeader header = new JpegHeader(new Bytes(jpeg));
        try {
            long scan = header.readSegments();
            return header.hasEnd(scan) ? -1 : (int) header.cutSegment(scan);
        } catch (UndecodableException e) {
            return -1;
        }
    }

    private long cutSegment(long scan) throws UndecodableException {
        long at = scan;
        while (at + 1 < in.size()) {
            int code = in.u8(at + 1);
            boolean isSegment = in.u8(at) == 0xff && code > 1 && code < 0xff && (code < 0xd0 || code > 0xd7);
            if (!isSegment) {
                at++;
            } else if (at + 4 > in.size() || at + 2 + in.u16be(at + 2) > in.size()) {
                return at;
            } else {
                at += 2 + in.u16be(at + 2);
            }
        }
        return in.size() > at && in.u8(at) == 0xff ? at : in.size();
    }

    /** A decoder would fill the missing part with gray and say nothing. */
    private void checkEnd(long scan) throws UndecodableException {
        if (!hasEnd(scan)) {
            throw new UndecodableException("truncated: the end marker is missing after byte " + in.size()
                    + "; acceptTruncated(true) reads what is there and leaves the rest gray, as OpenCV does");
        }
    }

    private boolean hasEnd(long scan) throws UndecodableException {
        for (long at = in.size() - 2L; at >= scan; at--) {
            if (in.u8(at) == 0xff && in.u8(at + 1) == EOI) {
                return true;
            }
        }
        return false;
    }
}
