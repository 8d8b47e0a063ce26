package dev.visiontask.image;

/** Reads the size of a PBM, PGM or PPM: two numbers in text, with comments between. */
final class PnmHeader {
    private static final int MAX_DIGITS = 9;

    private final Bytes in;
    private int at = 2;

    private PnmHeader(Bytes in) {
        this.in = in;
    }

    static ImageHeader read(Bytes in) throws UndecodableException {
        PnmHeader header = new PnmHeader(in);
        long width = header.number();
        return HeaderReader.header(ImageFormat.PNM, width, header.number(), 1, 0);
    }

    private long number() throws UndecodableException {
        while (isSpace(in.u8(at)) || in.u8(at) == '#') {
            if (in.u8(at++) == '#') {
                while (in.u8(at) != '\n' && in.u8(at) != '\r') {
                    at++;
                }
            }
        }
        long value = 0;
        int digits = 0;
        for (int c = in.u8(at); c >= '0' && c <= '9'; c = in.u8(++at)) {
            value = value * 10 + c - '0';
            if (++digits > MAX_DIGITS) {
                throw new UndecodableException("a number in its header has more than " + MAX_DIGITS + " digits");
            }
        }
        if (digits == 0) {
            throw new UndecodableException("expected a number at byte " + at + " of its header");
        }
        return value;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
