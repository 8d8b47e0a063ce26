package dev.visiontask.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Strips or tiles in JPEG, which share their tables. */
final class TiffJpeg extends TiffImages {
    private static final int RGB = 2;
    private static final int YCBCR = 6;
    private static final int MARKER = 2;

    private final ByteBuffer tables;
    private final boolean rgb;

    private TiffJpeg(TiffSegments segments, ByteBuffer tables, boolean rgb) {
        super(segments);
        this.tables = tables;
        this.rgb = rgb;
    }

    /** Whether OpenCV's own JPEG decoder makes the right colours of it: gray, RGB or YCbCr. */
    static boolean isFor(TiffSegments segments) throws UndecodableException {
        long photometric = segments.directory().value(TiffDirectory.PHOTOMETRIC, -1);
        boolean gray = segments.samples() == 1 && photometric == 1;
        boolean color = segments.samples() == 3 && (photometric == RGB || photometric == YCBCR);
        return segments.bits() == 8 && segments.planes() == 1 && (gray || color);
    }

    static TiffJpeg of(TiffSegments segments) throws UndecodableException {
        ByteBuffer tables = segments.directory().raw(TiffDirectory.JPEG_TABLES);
        // Between the markers of start and end.
        boolean any = tables.remaining() > 2 * MARKER;
        return new TiffJpeg(
                segments,
                any ? tables.slice(MARKER, tables.remaining() - 2 * MARKER) : ByteBuffer.allocate(0),
                segments.directory().value(TiffDirectory.PHOTOMETRIC, -1) == RGB);
    }

    @Override
    byte[] file(ByteBuffer[] planes, int rows) throws UndecodableException {
        ByteBuffer stored = planes[0];
        if (stored.remaining() < MARKER || stored.getShort(0) != (short) 0xffd8) {
            throw new UndecodableException("a strip or tile does not start as a JPEG");
        }
        byte[] adobe = "Adobe\0\144\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(18 + tables.remaining() + stored.remaining() - MARKER);
        file.putShort((short) 0xffd8).putShort((short) 0xffee).putShort((short) 14);
        // The last byte says whether the samples are YCbCr; without it a decoder would guess.
        file.put(adobe).put((byte) (rgb ? 0 : 1));
        file.put(tables.duplicate()).put(stored.position(MARKER)).flip();
        ImageHeader header = JpegHeader.read(new Bytes(file));
        if (header.width() > segments.segmentWidth() || header.height() > segments.segmentHeight()) {
            throw new UndecodableException("a strip or tile of " + segments.segmentWidth() + "x"
                    + segments.segmentHeight() + " pixels has a JPEG of " + header.width() + "x" + header.height());
        }
        return file.array();
    }
}
