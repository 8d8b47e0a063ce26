package dev.visiontask.image;

/** Reads the chunks of a WebP file. */
final class WebpHeader {
    private static final int ANIMATION_FLAG = 0x02;
    private static final int FIRST_CHUNK = 12;

    /** Bytes of a chunk before its data: type and length. */
    static final int CHUNK_HEAD = 8;

    private WebpHeader() {}

    static ImageHeader read(Bytes in) throws UndecodableException {
        if (!in.has(0, "RIFF")) {
            throw new UndecodableException("it does not start with RIFF");
        }
        long end = 8 + in.u32le(4);
        if (end > in.size()) {
            throw new UndecodableException(
                    "truncated: its header says " + end + " bytes, but the file has " + in.size());
        }
        long start = FIRST_CHUNK + CHUNK_HEAD;
        if (in.has(FIRST_CHUNK, "VP8X")) {
            return HeaderReader.header(
                    ImageFormat.WEBP, 1L + in.u24le(start + 4), 1L + in.u24le(start + 7), orientation(in), 0);
        }
        if (in.has(FIRST_CHUNK, "VP8L")) {
            long bits = in.u32le(start + 1);
            return HeaderReader.header(ImageFormat.WEBP, 1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff), 1, 0);
        }
        if (in.has(FIRST_CHUNK, "VP8 ")) {
            return HeaderReader.header(
                    ImageFormat.WEBP, in.u16le(start + 6) & 0x3fff, in.u16le(start + 8) & 0x3fff, 1, 0);
        }
        throw new UndecodableException("it does not start with a VP8, VP8L or VP8X chunk");
    }

    private static int orientation(Bytes in) throws UndecodableException {
        long exif = find(in, "EXIF");
        return exif < 0 ? ExifOrientation.UPRIGHT : ExifOrientation.read(in, exif + CHUNK_HEAD);
    }

    /** The offset of a chunk's head, or -1. */
    static long find(Bytes in, String type) throws UndecodableException {
        for (long at = FIRST_CHUNK; at + CHUNK_HEAD <= in.size(); at = next(in, at)) {
            if (in.has(at, type)) {
                return at;
            }
        }
        return -1;
    }

    private static long next(Bytes in, long at) throws UndecodableException {
        long length = in.u32le(at + 4);
        return at + CHUNK_HEAD + length + (length & 1);
    }

    static boolean isAnimated(Bytes in) throws UndecodableException {
        return in.has(FIRST_CHUNK, "VP8X") && (in.u8(FIRST_CHUNK + CHUNK_HEAD) & ANIMATION_FLAG) != 0;
    }
}
