package dev.visiontask.segmentation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call returns. What is not set here is taken from the options of the task, then from the model's description,
 * then from the default: bilinear resampling, a threshold of 0.5 for the foreground, no scores.
 */
public final class SegmentationOptions {
    /** Sets nothing. */
    public static final SegmentationOptions NONE = builder().build();

    private final @Nullable MapResampling resampling;
    private final @Nullable Float threshold;
    private final @Nullable Set<String> scores;

    private SegmentationOptions(
            @Nullable MapResampling resampling, @Nullable Float threshold, @Nullable Set<String> scores) {
        this.resampling = resampling;
        this.threshold = threshold;
        this.scores = scores;
    }

    /** A builder that has nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    @Nullable
    MapResampling resampling() {
        return resampling;
    }

    @Nullable
    Float threshold() {
        return threshold;
    }

    /** The labels whose scores are wanted. */
    @Nullable
    Set<String> scores() {
        return scores;
    }

    /** These options where they are set, else the others. */
    SegmentationOptions orElse(SegmentationOptions others) {
        return new SegmentationOptions(
                resampling == null ? others.resampling : resampling,
                threshold == null ? others.threshold : threshold,
                scores == null ? others.scores : scores);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentationOptions that
                && resampling == that.resampling
                && Objects.equals(threshold, that.threshold)
                && Objects.equals(scores, that.scores);
    }

    @Override
    public int hashCode() {
        return Objects.hash(resampling, threshold, scores);
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private @Nullable MapResampling resampling;
        private @Nullable Float threshold;
        private @Nullable Set<String> scores;

        private Builder() {}

        /** How the output gets the size of the picture; for models that give scores, not numbers of classes. */
        public Builder resampling(MapResampling rule) {
            resampling = Objects.requireNonNull(rule, "resampling");
            return this;
        }

        /** The lowest score of the foreground, in [0, 1]; inclusive. Only for models with one score a pixel. */
        public Builder threshold(float lowest) {
            if (!(lowest >= 0 && lowest <= 1)) {
                throw new IllegalArgumentException("Expected a threshold in [0, 1], found: " + lowest);
            }
            threshold = lowest;
            return this;
        }

        /**
         * Returns the scores of these labels too, a byte a pixel for each; each label must be one of the model's. Takes
         * time: the scores of all classes have to be computed for each pixel.
         */
        public Builder scores(String... labels) {
            Set<String> all = scores == null ? new LinkedHashSet<>() : new LinkedHashSet<>(scores);
            all.addAll(List.of(labels));
            scores = all;
            return this;
        }

        /** The options. */
        public SegmentationOptions build() {
            return new SegmentationOptions(resampling, threshold, scores == null ? null : Set.copyOf(scores));
        }
    }
}
