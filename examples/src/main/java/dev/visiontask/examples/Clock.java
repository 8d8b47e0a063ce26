package dev.visiontask.examples;

import java.time.Duration;
import java.util.Locale;

/** Times of videos for people. */
final class Clock {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private Clock() {}

    static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }

    /** {@code 1:02.5}, or {@code 1:01:02.5} from an hour on. */
    static String text(Duration time) {
        long tenths = Math.round(seconds(time) * 10);
        return whole(tenths / 10) + "." + tenths % 10;
    }

    /** {@code 1:02}, or {@code 1:01:02} from an hour on. */
    static String whole(long seconds) {
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }
}
