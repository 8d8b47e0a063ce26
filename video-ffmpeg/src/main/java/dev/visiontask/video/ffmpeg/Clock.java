package dev.visiontask.video.ffmpeg;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A stream's unit of time.
 *
 * @param num with {@code den}: a tick lasts {@code num / den} seconds
 * @param den see {@code num}
 * @param wrapped ticks that FFmpeg took off where the counter of the container runs over, as that of MPEG-TS after 26
 *     hours
 */
record Clock(long num, long den, long wrapped) {
    private static final long NANOS = 1_000_000_000L;

    /** Counters of more bits never run over. */
    private static final int MOST_BITS = 63;

    static Clock of(AVStream stream) {
        AVRational base = stream.time_base();
        long start = stream.start_time();
        int bits = stream.pts_wrap_bits();
        boolean taken = start != avutil.AV_NOPTS_VALUE && start < 0 && bits > 0 && bits < MOST_BITS;
        long wrapped = taken ? 1L << bits : 0;
        return base.num() > 0 && base.den() > 0
                ? new Clock(base.num(), base.den(), wrapped)
                : new Clock(1, NANOS, wrapped);
    }

    /** Ticks as time, rounded to the nearest nanosecond. */
    Duration time(long ticks) {
        long units = Math.multiplyExact(ticks + wrapped, num);
        long seconds = Math.floorDiv(units, den);
        long rest = Math.floorMod(units, den);
        return Duration.ofSeconds(seconds, Math.round((double) rest * NANOS / den));
    }
}
