package dev.visiontask.preprocess;

import dev.visiontask.image.Pixels;

/**
 * Pillow's horizontal pass: rows of the picture, resampled along x, rounded and clipped to 8 bits.
 *
 * <p>Rows are done two at a time: a sample of one row and the one below it share a {@code long}, so that one
 * multiplication serves both. Each half is exact modulo 2^32, also with negative weights, and no sum leaves 32 bits. The
 * last few rows are kept in a ring, one array a row with the channels one after the other.
 */
final class PillowRows {
    private static final int BITS = PillowAxis.PRECISION_BITS;
    /** Samples of a row; more are let go after an image with very long rows. */
    private static final int KEPT = 1 << 20;

    private static final long ROUNDING = (1L << (BITS - 1)) * 0x1_0000_0001L;

    private final RowBand band = new RowBand();
    private long[] pairs = new long[0];
    private int[][] ring = new int[0][];
    private int slots;
    private int next;

    /** Starts a picture that is to be resampled along both axes. */
    void start(Pixels pixels, PillowAxis columns, PillowAxis rows) {
        int channels = pixels.format().channels();
        int length = columns.outputs() * channels;
        // One pair more than needed: its second row may lie one beyond the last one asked for.
        slots = rows.maxTaps() + 1;
        next = rows.firstSample();
        int samples = (columns.lastSample() - columns.firstSample()) * channels;
        if (pairs.length < samples || (pairs.length > KEPT && samples < pairs.length / 4)) {
            pairs = new long[samples];
        }
        if (ring.length < slots || ring[0].length < length) {
            ring = new int[Math.max(slots, ring.length)][length];
        }
        band.start(pixels);
    }

    /** A resampled row of those that {@link #advance} has reached. */
    int[] row(int y) {
        return ring[y % slots];
    }

    /** Resamples rows until {@code end}, exclusive. */
    void advance(Pixels pixels, PillowAxis columns, int end) {
        boolean color = pixels.format().channels() == 3;
        for (; next < end; next += 2) {
            int lower = Math.min(next + 1, pixels.height() - 1);
            unpack(pixels, columns, lower);
            if (color) {
                resampleColor(columns, row(next), row(next + 1));
            } else {
                resampleGray(columns, row(next), row(next + 1));
            }
        }
    }

    private void unpack(Pixels pixels, PillowAxis columns, int lower) {
        int channels = pixels.format().channels();
        int left = columns.firstSample() * channels;
        int count = (columns.lastSample() - columns.firstSample()) * channels;
        int a = band.offset(pixels, next, lower - next + 1) + left;
        int b = a + (lower - next) * pixels.width() * channels;
        byte[] samples = band.data();
        long[] out = pairs;
        for (int i = 0; i < count; i++) {
            out[i] = (long) (samples[b + i] & 0xff) << 32 | (samples[a + i] & 0xff);
        }
    }

    private void resampleColor(PillowAxis columns, int[] upper, int[] lower) {
        int[] weights = columns.weights();
        long[] samples = pairs;
        int first = columns.firstSample();
        int width = columns.outputs();
        for (int x = 0; x < width; x++) {
            int p = (columns.start(x) - first) * 3;
            int w = x * columns.maxTaps();
            int end = w + columns.taps(x);
            long sum0 = ROUNDING;
            long sum1 = ROUNDING;
            long sum2 = ROUNDING;
            for (; w + 1 < end; w += 2, p += 6) {
                long weight = weights[w];
                long weightRight = weights[w + 1];
                sum0 += weight * samples[p] + weightRight * samples[p + 3];
                sum1 += weight * samples[p + 1] + weightRight * samples[p + 4];
                sum2 += weight * samples[p + 2] + weightRight * samples[p + 5];
            }
            if (w < end) {
                long weight = weights[w];
                sum0 += weight * samples[p];
                sum1 += weight * samples[p + 1];
                sum2 += weight * samples[p + 2];
            }
            upper[x] = low(sum0);
            upper[x + width] = low(sum1);
            upper[x + 2 * width] = low(sum2);
            lower[x] = high(sum0);
            lower[x + width] = high(sum1);
            lower[x + 2 * width] = high(sum2);
        }
    }

    private void resampleGray(PillowAxis columns, int[] upper, int[] lower) {
        int[] weights = columns.weights();
        long[] samples = pairs;
        int first = columns.firstSample();
        int width = columns.outputs();
        for (int x = 0; x < width; x++) {
            int p = columns.start(x) - first;
            int w = x * columns.maxTaps();
            int end = w + columns.taps(x);
            long sum = ROUNDING;
            for (; w < end; w++, p++) {
                sum += weights[w] * samples[p];
            }
            upper[x] = low(sum);
            lower[x] = high(sum);
        }
    }

    private static int low(long sum) {
        return PillowAxis.clip((int) sum >> BITS);
    }

    private static int high(long sum) {
        // A negative lower half has borrowed one from the upper half.
        return PillowAxis.clip((int) ((sum - (int) sum) >>> 32) >> BITS);
    }
}
