package dev.visiontask.image;

/** Reads the size of a BMP. */
final class BmpHeader {
    private static final int INFO = 14;
    private static final int CORE_BYTES = 12;

    private BmpHeader() {}

    static ImageHeader read(Bytes in) throws UndecodableException {
        long bytes = in.u32le(INFO);
        if (bytes == CORE_BYTES) {
            return HeaderReader.header(ImageFormat.BMP, in.u16le(INFO + 4), in.u16le(INFO + 6), 1, 0);
        }
        if (bytes < 16) {
            throw new UndecodableException("its info header has the impossible length " + bytes);
        }
        // A negative height means that the top row comes first.
        long height = Math.abs(in.s32le(INFO + 8));
        return HeaderReader.header(ImageFormat.BMP, in.s32le(INFO + 4), height, 1, 0);
    }
}
