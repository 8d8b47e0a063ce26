package dev.visiontask.image;

/** Numbers in the text of a PNM. */
final class PnmText {
    private static final int MAX_DIGITS = 9;

    private final Bytes in;
    private int at;

    PnmText(Bytes in, int start) {
        this.in = in;
        this.at = start;
    }

    /** The offset after what was read. */
    int offset() {
        return at;
    }

    long number() throws UndecodableException {
        skip();
        long value = 0;
        int digits = 0;
        while (at < in.size() && isDigit(in.u8(at))) {
            value = value * 10 + in.u8(at++) - '0';
            if (++digits > MAX_DIGITS) {
                throw new UndecodableException(
                        "a number before byte " + at + " has more than " + MAX_DIGITS + " digits");
            }
        }
        if (digits == 0) {
            throw new UndecodableException("expected a number at byte " + at);
        }
        return value;
    }

    /** One digit, which need not be apart from the next. */
    int bit() throws UndecodableException {
        skip();
        int bit = in.u8(at++) - '0';
        if (bit != 0 && bit != 1) {
            throw new UndecodableException("expected 0 or 1 at byte " + (at - 1));
        }
        return bit;
    }

    private void skip() throws UndecodableException {
        while (isSpace(in.u8(at)) || in.u8(at) == '#') {
            if (in.u8(at++) == '#') {
                while (in.u8(at) != '\n' && in.u8(at) != '\r') {
                    at++;
                }
            }
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
