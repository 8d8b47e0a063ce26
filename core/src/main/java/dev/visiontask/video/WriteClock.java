package dev.visiontask.video;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Times of frames as a container takes them: from 0, each later than the one before. Times that repeat or run backwards a
 * little, as in broken videos, are moved to a millisecond after the one before; after a leap back of more than a second, or
 * ahead of more than a day, time goes on from there.
 */
final class WriteClock {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration BACK = Duration.ofSeconds(1);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final double NANOS = 1e9;

    private final Duration step;
    private @Nullable Duration origin;
    private Duration last = Duration.ZERO;
    private long retimed;

    /**
     * A clock.
     *
     * @param rate frames a second of those without a time
     */
    WriteClock(double rate) {
        this.step = Duration.ofNanos(Math.round(NANOS / rate));
    }

    /** Takes over the time of the next frame, null if it has none; gives its time in the file. */
    Duration place(@Nullable Duration time) {
        Duration start = origin;
        if (start == null) {
            origin = time == null ? Duration.ZERO : time;
            return last;
        }
        if (time == null) {
            last = last.plus(step);
            return last;
        }
        Duration placed = time.minus(start);
        Duration ahead = placed.minus(last);
        if (ahead.compareTo(AHEAD) > 0 || ahead.negated().compareTo(BACK) > 0) {
            retimed++;
            placed = last.plus(step);
            origin = time.minus(placed);
        } else if (ahead.isNegative() || ahead.isZero()) {
            retimed++;
            placed = last.plus(LEAST);
        }
        last = placed;
        return placed;
    }

    Duration last() {
        return last;
    }

    long retimed() {
        return retimed;
    }
}
