package dev.visiontask.image;

/**
 * The headers of a BMP.
 *
 * @param width columns
 * @param height rows
 * @param topDown whether the top row comes first
 * @param bits of a pixel
 * @param compression how the pixels are stored
 * @param palette offset of the colours
 * @param colorBytes bytes of a colour, 3 or 4
 * @param colors how many colours there are, at most {@code 2^bits}
 * @param masks offset of the bit fields, or -1 if there are none
 * @param data offset of the pixels
 */
record BmpHeader(
        int width,
        int height,
        boolean topDown,
        int bits,
        int compression,
        long palette,
        int colorBytes,
        int colors,
        long masks,
        long data) {
    static final int PLAIN = 0;
    static final int RLE8 = 1;
    static final int RLE4 = 2;
    static final int BIT_FIELDS = 3;
    static final int ALPHA_BIT_FIELDS = 6;

    private static final int INFO = 14;
    private static final int CORE_BYTES = 12;
    private static final int WINDOWS_BYTES = 40;
    private static final int OS2_BYTES = 64;
    private static final int MAX_COLORS = 1 << 16;

    static BmpHeader read(Bytes in) throws UndecodableException {
        long bytes = in.u32le(INFO);
        BmpHeader header = bytes == CORE_BYTES ? core(in) : info(in, bytes);
        long row = ((long) header.width * header.bits + 7) / 8;
        // The last row may lack its padding.
        long end = header.data + header.rowBytes() * (header.height - 1L) + row;
        if (!header.isRunLength() && end > in.size()) {
            throw new UndecodableException(
                    "truncated: its pixels end at byte " + end + ", but the file has " + in.size());
        }
        return header;
    }

    private static BmpHeader core(Bytes in) throws UndecodableException {
        int bits = in.u16le(INFO + 10);
        ImageHeader size = HeaderReader.header(ImageFormat.BMP, in.u16le(INFO + 4), in.u16le(INFO + 6), 1, 0);
        return new BmpHeader(
                size.width(),
                size.height(),
                false,
                bits,
                PLAIN,
                INFO + CORE_BYTES,
                3,
                colors(bits, 0),
                -1,
                in.u32le(10));
    }

    private static BmpHeader info(Bytes in, long bytes) throws UndecodableException {
        if (bytes < 16 || bytes > 1 << 16) {
            throw new UndecodableException("its info header has the impossible length " + bytes);
        }
        long height = in.s32le(INFO + 8);
        ImageHeader size = HeaderReader.header(ImageFormat.BMP, in.s32le(INFO + 4), Math.abs(height), 1, 0);
        int bits = in.u16le(INFO + 14);
        long compression = bytes < 20 ? PLAIN : in.u32le(INFO + 16);
        boolean fields = compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
        if (fields && bytes == OS2_BYTES) {
            throw new UndecodableException("the Huffman coding of OS/2 is not read");
        }
        long masks = INFO + WINDOWS_BYTES;
        long after = INFO + bytes;
        if (fields && bytes == WINDOWS_BYTES) {
            after += compression == BIT_FIELDS ? 12 : 16;
        }
        return new BmpHeader(
                size.width(),
                size.height(),
                height < 0,
                bits,
                (int) Math.min(compression, Integer.MAX_VALUE),
                after,
                4,
                colors(bits, bytes < WINDOWS_BYTES ? 0 : in.u32le(INFO + 32)),
                fields ? masks : -1,
                in.u32le(10));
    }

    private static int colors(int bits, long used) throws UndecodableException {
        if (used > MAX_COLORS) {
            throw new UndecodableException("expected at most " + MAX_COLORS + " colours, found " + used);
        }
        int most = bits <= 8 ? 1 << bits : 0;
        return used > 0 && used < most ? (int) used : most;
    }

    boolean isRunLength() {
        return compression == RLE8 || compression == RLE4;
    }

    /** Bytes from row to row, which start at multiples of four. */
    long rowBytes() {
        return ((long) width * bits + 31) / 32 * 4;
    }

    ImageHeader toImageHeader() throws UndecodableException {
        return HeaderReader.header(ImageFormat.BMP, width, height, 1, 0);
    }
}
