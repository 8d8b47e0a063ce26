package dev.visiontask.detection.tracking;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a tracker joins detections to tracks. The defaults are those of ByteTrack's code ({@code byte_tracker.py} of <a
 * href="https://github.com/ifzhang/ByteTrack">ifzhang/ByteTrack</a>) with its threshold of 0.5. Immutable and safe to share
 * between threads.
 */
public final class TrackingOptions {
    /** Every option at its default. */
    public static final TrackingOptions DEFAULT = builder().build();

    private final float highScore;
    private final float lowScore;
    private final float newScore;
    private final double firstOverlap;
    private final double secondOverlap;
    private final double tentativeOverlap;
    private final boolean fuseScores;
    private final boolean classAgnostic;
    private final int confirmAfter;
    private final int keepFrames;
    private final @Nullable Duration keepTime;

    private TrackingOptions(Builder builder) {
        highScore = builder.highScore;
        lowScore = builder.lowScore;
        newScore = builder.newScore == null ? Math.min(1, builder.highScore + .1f) : builder.newScore;
        firstOverlap = builder.firstOverlap;
        secondOverlap = builder.secondOverlap;
        tentativeOverlap = builder.tentativeOverlap;
        fuseScores = builder.fuseScores;
        classAgnostic = builder.classAgnostic;
        confirmAfter = builder.confirmAfter;
        keepFrames = builder.keepFrames;
        keepTime = builder.keepTime;
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    float highScore() {
        return highScore;
    }

    float lowScore() {
        return lowScore;
    }

    float newScore() {
        return newScore;
    }

    Association.Rule first() {
        return new Association.Rule(firstOverlap, fuseScores);
    }

    Association.Rule second() {
        return new Association.Rule(secondOverlap, false);
    }

    Association.Rule tentative() {
        return new Association.Rule(tentativeOverlap, fuseScores);
    }

    boolean classAgnostic() {
        return classAgnostic;
    }

    int confirmAfter() {
        return confirmAfter;
    }

    int keepFrames() {
        return keepFrames;
    }

    @Nullable
    Duration keepTime() {
        return keepTime;
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private float highScore = .5f;
        private float lowScore = .1f;
        private @Nullable Float newScore;
        private double firstOverlap = .2;
        private double secondOverlap = .5;
        private double tentativeOverlap = .3;
        private boolean fuseScores = true;
        private boolean classAgnostic;
        private int confirmAfter = 2;
        private int keepFrames = 30;
        private @Nullable Duration keepTime;

        private Builder() {}

        /** The score from which on a detection is joined first, with all tracks; in [0, 1], 0.5 by default. */
        public Builder highScore(float lowest) {
            highScore = share("high score", lowest);
            return this;
        }

        /**
         * The score from which on a detection may still continue a track that was seen in the frame before; in [0, 1], 0.1
         * by default. Weaker detections are ignored. A detector that is asked for its default scores does not give what
         * lies between: ask it for this score.
         */
        public Builder lowScore(float lowest) {
            lowScore = share("low score", lowest);
            return this;
        }

        /** The score from which on a detection may start a track; in [0, 1], by default 0.1 above the high score. */
        public Builder newScore(float lowest) {
            newScore = share("new score", lowest);
            return this;
        }

        /** What the IoU, times the score if scores are fused, must exceed in the first round; in [0, 1), 0.2 by default. */
        public Builder firstOverlap(double above) {
            firstOverlap = overlap(above);
            return this;
        }

        /** What the IoU with a weak detection must exceed in the second round; in [0, 1), 0.5 by default. */
        public Builder secondOverlap(double above) {
            secondOverlap = overlap(above);
            return this;
        }

        /**
         * What the IoU, times the score if scores are fused, must exceed for a track that is not confirmed yet; in [0, 1),
         * 0.3 by default.
         */
        public Builder tentativeOverlap(double above) {
            tentativeOverlap = overlap(above);
            return this;
        }

        /** Whether the IoU counts times the score, so that sure detections are preferred; true by default. */
        public Builder fuseScores(boolean fuse) {
            fuseScores = fuse;
            return this;
        }

        /**
         * Whether a track may go on with a detection of another class, and takes its label; false by default. For detectors
         * that waver between labels.
         */
        public Builder classAgnostic(boolean agnostic) {
            classAgnostic = agnostic;
            return this;
        }

        /**
         * In how many frames in a row an object must be seen to be reported, at least 1, 2 by default. What is seen in the
         * first frame of the video is reported at once.
         */
        public Builder confirmAfter(int hits) {
            if (hits < 1) {
                throw new IllegalArgumentException("Expected at least 1 hit, found: " + hits);
            }
            confirmAfter = hits;
            return this;
        }

        /** For how many frames a track that is not seen may be found again, at least 0, 30 by default. */
        public Builder keepLost(int frames) {
            if (frames < 0) {
                throw new IllegalArgumentException("Expected at least 0 frames, found: " + frames);
            }
            keepFrames = frames;
            keepTime = null;
            return this;
        }

        /** For how long a track that is not seen may be found again; the tracker must then be told times. */
        public Builder keepLost(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("Expected a time of at least 0, found: " + time);
            }
            keepTime = Objects.requireNonNull(time, "time");
            return this;
        }

        private static float share(String name, float value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("Expected a " + name + " in [0, 1], found: " + value);
            }
            return value;
        }

        private static double overlap(double value) {
            if (!(value >= 0 && value < 1)) {
                throw new IllegalArgumentException("Expected an overlap in [0, 1), found: " + value);
            }
            return value;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if the low score is above the high one, or the high one above the new one
         */
        public TrackingOptions build() {
            if (lowScore > highScore || (newScore != null && newScore < highScore)) {
                throw new IllegalArgumentException("Expected low score <= high score <= new score, found: " + lowScore
                        + ", " + highScore + ", " + (newScore == null ? "no new score" : newScore));
            }
            return new TrackingOptions(this);
        }
    }
}
