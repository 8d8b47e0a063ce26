package dev.visiontask.video;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A fixed number of pictures a second, as a fraction.
 *
 * @param scale with {@code rate}: a picture lasts {@code scale / rate} seconds
 * @param rate see {@code scale}
 */
record AviRate(int scale, int rate) {
    private static final double NANOS = 1e9;
    private static final double NTSC = 1001 / 1000.0;
    private static final int NTSC_SCALE = 1001;
    private static final int MILLION = 1_000_000;
    private static final double DEFAULT = 25;

    /** How far a measured rate is from a usual one because times were rounded, such as to milliseconds. */
    private static final double NEAR = 0.004;

    private static final double[] USUAL = {5, 10, 12, 12.5, 15, 20, 24 / NTSC, 24, 25, 30 / NTSC, 30, 50, 60 / NTSC, 60
    };

    /** A rate that the caller chose. */
    static AviRate of(double rate) {
        long whole = Math.round(rate);
        if (whole > 0 && Math.abs(rate - whole) < 1e-6) {
            return new AviRate(1, (int) whole);
        }
        long ntsc = Math.round(rate * NTSC);
        if (ntsc > 0 && Math.abs(rate * NTSC - ntsc) < 1e-3) {
            return new AviRate(NTSC_SCALE, (int) ntsc * 1000);
        }
        return new AviRate(MILLION, (int) Math.max(1, Math.round(rate * MILLION)));
    }

    /** The rate that ascending times tell: what most distances are about, without gaps. */
    static AviRate of(List<Duration> times) {
        if (times.size() < 2) {
            return of(DEFAULT);
        }
        double[] distances = new double[times.size() - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = times.get(i + 1).minus(times.get(i)).toNanos() / NANOS;
        }
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        double middle = sorted[(sorted.length - 1) / 2];
        double mean = Arrays.stream(distances)
                .filter(distance -> Math.abs(distance - middle) <= middle / 4)
                .average()
                .orElse(middle);
        double rate = Math.min(1 / mean, 1000);
        double nearest = Arrays.stream(USUAL)
                .boxed()
                .min((a, b) -> Double.compare(Math.abs(a - rate), Math.abs(b - rate)))
                .orElse(rate);
        return of(Math.abs(nearest - rate) <= NEAR * nearest ? nearest : rate);
    }

    /** The place of a time, from 0. */
    long slot(Duration time) {
        return Math.round(time.toNanos() / NANOS * rate / scale);
    }
}
