package dev.visiontask.image;

import java.nio.ByteBuffer;

/** The ways in which a TIFF packs its strips and tiles. */
final class TiffCompression {
    static final int JPEG = 7;

    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int OLD_DEFLATE = 32946;
    private static final int PACK_BITS = 32773;
    private static final int REVERSED = 2;

    private TiffCompression() {}

    static boolean isFax(long compression) {
        return compression >= 2 && compression <= 4;
    }

    static boolean isKnown(TiffSegments segments) throws UndecodableException {
        long compression = segments.compression();
        boolean deflate = compression == DEFLATE || compression == OLD_DEFLATE;
        return deflate || compression == TiffSegments.UNCOMPRESSED || compression == LZW || compression == PACK_BITS;
    }

    /** Unpacks a strip or tile row by row. */
    static TiffData open(TiffSegments segments, long index) throws UndecodableException {
        TiffDirectory tags = segments.directory();
        ByteBuffer data = tags.file().slice(segments.offset(index), segments.length(index));
        boolean reversed = tags.value(TiffDirectory.FILL_ORDER, 1) == REVERSED;
        long compression = segments.compression();
        if (reversed && compression != TiffSegments.UNCOMPRESSED) {
            throw new UndecodableException("compressed data with the lowest bit first (FillOrder 2) are not read");
        }
        return switch ((int) compression) {
            case TiffSegments.UNCOMPRESSED -> new TiffPlain(data, reversed);
            case LZW -> new TiffLzw(data);
            case DEFLATE, OLD_DEFLATE -> new TiffDeflate(data);
            case PACK_BITS -> new TiffPackBits(data);
            default ->
                throw new UndecodableException(
                        "expected no compression, LZW, Deflate, PackBits, JPEG or CCITT (fax), found " + compression
                                + name((int) compression) + "; save it with one of these");
        };
    }

    private static String name(int compression) {
        return switch (compression) {
            case 6 -> " (JPEG as of TIFF 6.0)";
            case 32809 -> " (ThunderScan)";
            case 34661 -> " (JBIG)";
            case 34676, 34677 -> " (SGI Log)";
            case 34712, 33003, 33005 -> " (JPEG 2000)";
            case 34887 -> " (LERC)";
            case 34925 -> " (LZMA)";
            case 34933 -> " (PNG)";
            case 50000 -> " (Zstandard)";
            case 50001 -> " (WebP)";
            case 50002, 52546 -> " (JPEG XL)";
            default -> "";
        };
    }
}
