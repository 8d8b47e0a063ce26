package dev.visiontask.video.ffmpeg;

import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A stream's unit of time.
 *
 * @param num with {@code den}: a tick lasts {@code num / den} seconds
 * @param den see {@code num}
 */
record Clock(long num, long den) {
    private static final long NANOS = 1_000_000_000L;

    static Clock of(AVRational base) {
        return base.num() > 0 && base.den() > 0 ? new Clock(base.num(), base.den()) : new Clock(1, NANOS);
    }

    /** Ticks as time, rounded to the nearest nanosecond. */
    Duration time(long ticks) {
        long units = Math.multiplyExact(ticks, num);
        long seconds = Math.floorDiv(units, den);
        long rest = Math.floorMod(units, den);
        return Duration.ofSeconds(seconds, Math.round((double) rest * NANOS / den));
    }
}
