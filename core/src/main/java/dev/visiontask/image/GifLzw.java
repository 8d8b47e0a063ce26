package dev.visiontask.image;

/** Unpacks the colour indexes of a GIF frame: LZW with codes of growing width, in blocks of at most 255 bytes. */
final class GifLzw {
    private static final int MAX_CODES = 4096;

    private final Bytes in;
    private final int minBits;
    private final int clear;
    private final int end;
    private final short[] prefix = new short[MAX_CODES];
    private final byte[] suffix = new byte[MAX_CODES];
    private final byte[] stack = new byte[MAX_CODES + 1];

    private long at;
    private int blockLeft;
    private int bits;
    private int bitCount;
    private int codeBits;
    private int codes;
    private int previous = -1;
    private int first;
    private int stacked;
    private boolean ended;

    GifLzw(Bytes in, long data) throws UndecodableException {
        this.in = in;
        minBits = in.u8(data);
        if (minBits < 1 || minBits > 8) {
            throw new UndecodableException("expected a code size of 1 to 8 bits, found " + minBits);
        }
        at = data + 1;
        clear = 1 << minBits;
        end = clear + 1;
        for (int i = 0; i < clear; i++) {
            suffix[i] = (byte) i;
        }
        reset();
    }

    private void reset() {
        codeBits = minBits + 1;
        codes = clear + 2;
        previous = -1;
    }

    /** Fills the row, and returns how far if the picture ends before. */
    int read(byte[] row) throws UndecodableException {
        int count = 0;
        while (count < row.length) {
            while (stacked > 0 && count < row.length) {
                row[count++] = stack[--stacked];
            }
            if (count == row.length) {
                return count;
            }
            if (ended) {
                return count;
            }
            readCode();
        }
        return count;
    }

    private void readCode() throws UndecodableException {
        int code = nextCode();
        if (code == end) {
            ended = true;
        } else if (code == clear) {
            reset();
        } else if (code > codes || (code >= clear && previous < 0)) {
            throw new UndecodableException("its compressed data is broken near byte " + at);
        } else {
            expand(code);
        }
    }

    private void expand(int code) {
        int walk = code;
        if (code >= codes) {
            stack[stacked++] = (byte) first;
            walk = previous;
        }
        while (walk >= clear) {
            stack[stacked++] = suffix[walk];
            walk = prefix[walk];
        }
        first = walk;
        stack[stacked++] = (byte) first;
        if (previous >= 0 && codes < MAX_CODES) {
            prefix[codes] = (short) previous;
            suffix[codes] = (byte) first;
            codes++;
            if (codes == 1 << codeBits && codes < MAX_CODES) {
                codeBits++;
            }
        }
        previous = code;
    }

    private int nextCode() throws UndecodableException {
        while (bitCount < codeBits) {
            bits |= nextByte() << bitCount;
            bitCount += 8;
        }
        int code = bits & ((1 << codeBits) - 1);
        bits >>>= codeBits;
        bitCount -= codeBits;
        return code;
    }

    private int nextByte() throws UndecodableException {
        if (blockLeft == 0) {
            blockLeft = in.u8(at++);
            if (blockLeft == 0) {
                throw new UndecodableException("truncated: its compressed data ends at byte " + at);
            }
        }
        blockLeft--;
        return in.u8(at++);
    }
}
