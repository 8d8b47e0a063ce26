package dev.visiontask.video;

import java.time.Duration;
import java.util.Objects;

/**
 * What a live source does when its stream ends, fails or stalls. Files are never opened again.
 *
 * @param attempts how often in a row it is opened again before the error is thrown; a frame that arrives resets the count
 * @param delay how long it waits before the first attempt; each further attempt waits twice as long, at most a minute
 */
public record Reconnect(int attempts, Duration delay) {
    /** Not at all: the first failure ends the source. */
    public static final Reconnect NEVER = new Reconnect(0, Duration.ZERO);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Checks the ranges. */
    public Reconnect {
        Objects.requireNonNull(delay, "delay");
        if (attempts < 0 || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected attempts and a delay of at least 0, found: " + attempts + " and " + delay);
        }
    }

    /** The wait before an attempt, counted from 0. */
    Duration delayBefore(int attempt) {
        Duration wait = delay.multipliedBy(1L << Math.min(attempt, 20));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
