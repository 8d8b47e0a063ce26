package dev.visiontask.preprocess;

/**
 * The weights of one axis: output position {@code i} is the sum of {@link #taps} samples from {@link #start} on, each
 * times its fixed-point weight. Only the wanted output positions are held, counted from the first wanted one. The arrays
 * are reused.
 */
final class PillowAxis {
    /** Fraction bits of a weight: 8 bits are the sample's, 2 are for negative lobes and overshoot. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    private int in;
    private int out;
    private int from;
    private int to;
    private int maxTaps;
    private int[] starts = new int[0];
    private int[] counts = new int[0];
    private int[] weights = new int[0];
    private double[] exact = new double[0];

    boolean is(int in, int out, int from, int to) {
        return this.in == in && this.out == out && this.from == from && this.to == to;
    }

    /** Computes the weights from {@code in} to {@code out} samples, for outputs {@code from} to {@code to} exclusive. */
    void compute(PillowFilter filter, int in, int out, int from, int to) {
        double scale = (double) in / out;
        double filterScale = Math.max(1, scale);
        double support = filter.support() * filterScale;
        // Pillow skips the pass where nothing changes.
        maxTaps = in == out ? 1 : (int) Math.ceil(support) * 2 + 1;
        reserve(to - from);
        for (int i = 0; i < to - from; i++) {
            if (in == out) {
                starts[i] = from + i;
                counts[i] = 1;
                weights[i] = 1 << PRECISION_BITS;
                continue;
            }
            double center = (from + i + 0.5) * scale;
            starts[i] = Math.max(0, (int) (center - support + 0.5));
            counts[i] = Math.min(in, (int) (center + support + 0.5)) - starts[i];
            computeWeights(filter, i, center, 1 / filterScale);
        }
        // Last, so that a failure above leaves nothing that looks finished.
        this.in = in;
        this.out = out;
        this.from = from;
        this.to = to;
    }

    private void reserve(int outputs) {
        in = 0;
        int size = Math.multiplyExact(outputs, maxTaps);
        if (starts.length < outputs) {
            starts = new int[outputs];
            counts = new int[outputs];
        }
        if (weights.length < size) {
            weights = new int[size];
        }
        if (exact.length < maxTaps) {
            exact = new double[maxTaps];
        }
    }

    private void computeWeights(PillowFilter filter, int i, double center, double inverseScale) {
        double sum = 0;
        for (int t = 0; t < counts[i]; t++) {
            exact[t] = filter.weight((t + starts[i] - center + 0.5) * inverseScale);
            sum += exact[t];
        }
        for (int t = 0; t < counts[i]; t++) {
            double weight = (sum == 0 ? exact[t] : exact[t] / sum) * (1 << PRECISION_BITS);
            weights[i * maxTaps + t] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
    }

    /** A sum without its fraction bits, brought into 0 to 255. Overshoot is rare: a branch is cheaper than min and max. */
    static int clip(int sample) {
        return (sample & ~0xff) == 0 ? sample : sample < 0 ? 0 : 255;
    }

    /** How many output positions are held. */
    int outputs() {
        return to - from;
    }

    /** The most samples that one output needs. */
    int maxTaps() {
        return maxTaps;
    }

    /** The first sample of output {@code i}. */
    int start(int i) {
        return starts[i];
    }

    /** The samples of output {@code i}. */
    int taps(int i) {
        return counts[i];
    }

    /** The weights: those of output {@code i} begin at {@code i * maxTaps()}. */
    int[] weights() {
        return weights;
    }

    /** The first sample that any wanted output needs. */
    int firstSample() {
        return starts[0];
    }

    /** The sample after the last one that any wanted output needs. */
    int lastSample() {
        return starts[to - from - 1] + counts[to - from - 1];
    }
}
