package dev.visiontask.image;

/** Undoes the predictor of a row, and makes one byte of each sample: 16 bits lose their low byte, fewer stay as they are. */
final class TiffSamples {
    private final int bits;
    private final int perPixel;
    private final boolean predicted;
    private final boolean big;

    /**
     * For rows of one kind.
     *
     * @param bits 1, 2, 4, 8 or 16
     * @param perPixel interleaved samples of a pixel
     * @param predicted whether each sample is the difference to the one before
     * @param big whether the high byte of 16 bits comes first
     */
    TiffSamples(int bits, int perPixel, boolean predicted, boolean big) {
        this.bits = bits;
        this.perPixel = perPixel;
        this.predicted = predicted;
        this.big = big;
    }

    /** Fills {@code samples} from a row as it is stored, which may be changed. */
    void unpack(byte[] row, byte[] samples) {
        switch (bits) {
            case 8 -> unpackBytes(row, samples);
            case 16 -> unpackShorts(row, samples);
            default -> unpackBits(row, samples);
        }
    }

    private void unpackBytes(byte[] row, byte[] samples) {
        if (predicted) {
            for (int i = perPixel; i < samples.length; i++) {
                row[i] += row[i - perPixel];
            }
        }
        System.arraycopy(row, 0, samples, 0, samples.length);
    }

    private void unpackShorts(byte[] row, byte[] samples) {
        int high = big ? 0 : 1;
        if (predicted) {
            for (int i = 2 * perPixel; i < 2 * samples.length; i += 2) {
                int before = i - 2 * perPixel;
                int sum = (row[i + 1 - high] & 0xff) + (row[before + 1 - high] & 0xff);
                row[i + 1 - high] = (byte) sum;
                row[i + high] += (byte) (row[before + high] + (sum >> 8));
            }
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = row[2 * i + high];
        }
    }

    private void unpackBits(byte[] row, byte[] samples) {
        int mask = (1 << bits) - 1;
        int bit = 0;
        for (int i = 0; i < samples.length; i++, bit += bits) {
            samples[i] = (byte) ((row[bit >> 3] >> (8 - bits - (bit & 7))) & mask);
        }
    }
}
