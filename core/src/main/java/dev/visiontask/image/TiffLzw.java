package dev.visiontask.image;

import java.nio.ByteBuffer;

/** Data of a TIFF in LZW: codes of 9 to 12 bits, highest bit first, which grow one code earlier than those of GIF. */
final class TiffLzw implements TiffData {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MAX_CODES = 4096;
    private static final int MIN_BITS = 9;
    private static final int MAX_BITS = 12;

    private final ByteBuffer data;
    private final short[] prefix = new short[MAX_CODES];
    private final byte[] suffix = new byte[MAX_CODES];
    private final byte[] stack = new byte[MAX_CODES + 1];

    private int bits;
    private int bitCount;
    private int codeBits = MIN_BITS;
    private int codes = FIRST;
    private int previous = -1;
    private int first;
    private int stacked;

    TiffLzw(ByteBuffer data) throws UndecodableException {
        this.data = data;
        if (data.remaining() >= 2 && data.get(data.position()) == 0 && (data.get(data.position() + 1) & 1) != 0) {
            throw new UndecodableException("the LZW of before TIFF 5.0 (1988), lowest bit first, is not read");
        }
        for (int i = 0; i < CLEAR; i++) {
            suffix[i] = (byte) i;
        }
    }

    @Override
    public void read(byte[] row) throws UndecodableException {
        int count = 0;
        while (true) {
            while (stacked > 0 && count < row.length) {
                row[count++] = stack[--stacked];
            }
            if (count == row.length) {
                return;
            }
            readCode();
        }
    }

    private void readCode() throws UndecodableException {
        int code = nextCode();
        if (code == CLEAR) {
            codeBits = MIN_BITS;
            codes = FIRST;
            previous = -1;
        } else if (code == END) {
            throw TiffData.ended(data.position());
        } else if (code > codes || (code >= CLEAR && previous < 0)) {
            throw new UndecodableException(
                    "its compressed data are broken near byte " + data.position() + " of a strip or tile");
        } else {
            expand(code);
        }
    }

    private void expand(int code) throws UndecodableException {
        int walk = code;
        if (code == codes) {
            if (codes == MAX_CODES) {
                throw new UndecodableException("its compressed data use more than " + MAX_CODES + " codes");
            }
            stack[stacked++] = (byte) first;
            walk = previous;
        }
        while (walk >= CLEAR) {
            stack[stacked++] = suffix[walk];
            walk = prefix[walk];
        }
        first = walk;
        stack[stacked++] = (byte) first;
        if (previous >= 0 && codes < MAX_CODES) {
            prefix[codes] = (short) previous;
            suffix[codes] = (byte) first;
            codes++;
            if (codes == (1 << codeBits) - 1 && codeBits < MAX_BITS) {
                codeBits++;
            }
        }
        previous = code;
    }

    private int nextCode() throws UndecodableException {
        while (bitCount < codeBits) {
            if (!data.hasRemaining()) {
                throw TiffData.ended(data.limit());
            }
            bits = (bits << 8) | (data.get() & 0xff);
            bitCount += 8;
        }
        bitCount -= codeBits;
        return (bits >>> bitCount) & ((1 << codeBits) - 1);
    }

    @Override
    public void close() {}
}
