package dev.visiontask.video;

import java.time.Duration;

/** Applies a {@link Sampling} to frames as they come. */
final class Sampler {
    private static final double NANOS = 1e9;

    private final Sampling sampling;
    private long origin = -1;
    private long originNanos;
    private long nextTick;

    Sampler(Sampling sampling) {
        this.sampling = sampling;
    }

    enum Choice {
        TAKE,
        SKIP,
        END
    }

    /** Counts anew from the next frame on. */
    void restart() {
        origin = -1;
        nextTick = 0;
    }

    Choice choose(long index, Duration time) {
        if (index >= sampling.endFrame() || time.compareTo(sampling.to()) >= 0) {
            return Choice.END;
        }
        // A range from 0 on begins with the first frame, which may be before 0.
        boolean early = !sampling.from().isZero() && time.compareTo(sampling.from()) < 0;
        if (index < sampling.firstFrame() || early) {
            return Choice.SKIP;
        }
        if (origin < 0) {
            origin = index;
            originNanos = time.toNanos();
        }
        boolean due = (index - origin) % sampling.step() == 0;
        return due && (sampling.rate() == 0 || tick(time)) ? Choice.TAKE : Choice.SKIP;
    }

    /** Whether this is the first frame of its interval; a frame that lies back in time is in an interval that is over. */
    private boolean tick(Duration time) {
        // A microsecond is less than any container's clock, and more than the rounding of rates like 30000/1001.
        long tick = (long) Math.floor((time.toNanos() - originNanos + 1000) / NANOS * sampling.rate());
        if (tick < nextTick) {
            return false;
        }
        nextTick = tick + 1;
        return true;
    }
}
