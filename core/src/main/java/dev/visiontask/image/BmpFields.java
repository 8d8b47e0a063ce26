package dev.visiontask.image;

/** Colours as bits of a little-endian number of 16 or 32 bits: which bits, is said by a mask for each colour. */
final class BmpFields {
    private static final long[] FIVE_BITS = {0x1f, 0x3e0, 0x7c00};

    private final int bytes;
    private final long[] masks;

    private BmpFields(int bytes, long[] masks) {
        this.bytes = bytes;
        this.masks = masks;
    }

    static BmpFields read(Bytes in, BmpHeader bmp) throws UndecodableException {
        long[] masks = FIVE_BITS.clone();
        for (int i = 0; i < 3 && bmp.masks() >= 0; i++) {
            long mask = in.u32le(bmp.masks() + 4L * (2 - i));
            long ones = mask >> Long.numberOfTrailingZeros(mask);
            if ((ones & (ones + 1)) != 0) {
                throw new UndecodableException("a bit field has gaps: 0x" + Long.toHexString(mask));
            }
            masks[i] = mask;
        }
        return new BmpFields(bmp.bits() / 8, masks);
    }

    /** Scales the fields to 8 bits, rounded down as Pillow does. */
    void convert(byte[] row, byte[] bgr) {
        for (int channel = 0; channel < 3; channel++) {
            long mask = masks[channel];
            int shift = Long.numberOfTrailingZeros(mask);
            long most = mask == 0 ? 1 : mask >> shift;
            for (int out = channel, at = 0; out < bgr.length; out += 3, at += bytes) {
                bgr[out] = (byte) (((pixel(row, at) & mask) >> shift) * 255 / most);
            }
        }
    }

    private long pixel(byte[] row, int at) {
        long pixel = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            pixel = (pixel << 8) | (row[at + i] & 0xff);
        }
        return pixel;
    }
}
