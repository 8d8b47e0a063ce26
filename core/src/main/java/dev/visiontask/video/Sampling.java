package dev.visiontask.video;

import java.time.Duration;
import java.util.Objects;

/**
 * Which frames of a video are taken. Frames that are not taken are decoded, where later ones need them, but never
 * converted to pixels.
 *
 * @param step every how many frames one is taken, counted from the first in the range; 1 for all
 * @param rate the most frames a second of the video's time; 0 for all. Of each interval {@code [k / rate, (k + 1) /
 *     rate)} from the first frame's time on, the first frame is taken; where the video has none there, none is
 * @param from frames before this time are left out
 * @param to the first frame at or after this time ends the source
 * @param firstFrame frames with a lower index are left out
 * @param endFrame the first frame with this index, or a higher one, ends the source
 */
public record Sampling(long step, double rate, Duration from, Duration to, long firstFrame, long endFrame) {
    private static final Duration NO_END = Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000);

    /** Every frame. */
    public static final Sampling ALL = new Sampling(1, 0, Duration.ZERO, NO_END, 0, Long.MAX_VALUE);

    /** Checks the ranges. */
    public Sampling {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (step < 1 || !(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(
                    "Expected a step of at least 1 and a finite rate of at least 0, found: " + step + " and " + rate);
        }
        if (from.isNegative() || to.compareTo(from) < 0 || to.compareTo(NO_END) > 0) {
            throw new IllegalArgumentException("Expected 0 <= from <= to, found: " + from + " and " + to);
        }
        if (firstFrame < 0 || endFrame < firstFrame) {
            throw new IllegalArgumentException(
                    "Expected 0 <= first frame <= end frame, found: " + firstFrame + " and " + endFrame);
        }
    }

    /** One frame of every {@code n}, beginning with the first. */
    public static Sampling everyNth(long n) {
        return new Sampling(n, 0, Duration.ZERO, NO_END, 0, Long.MAX_VALUE);
    }

    /** At most so many frames a second of the video's time. */
    public static Sampling fps(double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("Expected a rate above 0, found: " + rate);
        }
        return new Sampling(1, rate, Duration.ZERO, NO_END, 0, Long.MAX_VALUE);
    }

    /** The same within a range of time: {@code from} belongs to it, {@code to} does not. */
    public Sampling between(Duration from, Duration to) {
        return new Sampling(step, rate, from, to, firstFrame, endFrame);
    }

    /** The same from a time on. */
    public Sampling from(Duration from) {
        return new Sampling(step, rate, from, NO_END, firstFrame, endFrame);
    }

    /** The same within a range of indexes: {@code first} belongs to it, {@code end} does not. */
    public Sampling frames(long first, long end) {
        return new Sampling(step, rate, from, to, first, end);
    }
}
