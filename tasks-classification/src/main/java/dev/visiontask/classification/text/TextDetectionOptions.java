package dev.visiontask.classification.text;

import dev.visiontask.model.ModelSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What counts as text. What is not set here is taken from the options of the detector, then from the model's description, then
 * from PaddleOCR's defaults.
 */
public final class TextDetectionOptions {
    /** Sets nothing. */
    public static final TextDetectionOptions NONE = builder().build();

    private static final float MAP_THRESHOLD = 0.3f;
    private static final float SCORE_THRESHOLD = 0.6f;
    private static final float UNCLIP_RATIO = 1.5f;
    private static final int MAX_CANDIDATES = 20_000;

    private final @Nullable Float mapThreshold;
    private final @Nullable Float scoreThreshold;
    private final @Nullable Float unclipRatio;
    private final @Nullable Integer maxCandidates;

    private TextDetectionOptions(Builder builder) {
        this.mapThreshold = builder.mapThreshold;
        this.scoreThreshold = builder.scoreThreshold;
        this.unclipRatio = builder.unclipRatio;
        this.maxCandidates = builder.maxCandidates;
    }

    /** A builder that has nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    float mapThreshold() {
        return mapThreshold == null ? MAP_THRESHOLD : mapThreshold;
    }

    float scoreThreshold() {
        return scoreThreshold == null ? SCORE_THRESHOLD : scoreThreshold;
    }

    float unclipRatio() {
        return unclipRatio == null ? UNCLIP_RATIO : unclipRatio;
    }

    int maxCandidates() {
        return maxCandidates == null ? MAX_CANDIDATES : maxCandidates;
    }

    /** What a description says. */
    static TextDetectionOptions declared(ModelSpec spec) {
        Builder declared = builder();
        spec.number("map_threshold").ifPresent(value -> declared.mapThreshold((float) value));
        spec.number("score_threshold").ifPresent(value -> declared.scoreThreshold((float) value));
        spec.number("unclip_ratio").ifPresent(value -> declared.unclipRatio((float) value));
        spec.integer("max_candidates").ifPresent(declared::maxCandidates);
        return declared.build();
    }

    /** These options where they are set, else the others. */
    TextDetectionOptions orElse(TextDetectionOptions others) {
        if (equals(NONE)) {
            return others;
        }
        Builder merged = new Builder();
        merged.mapThreshold = mapThreshold == null ? others.mapThreshold : mapThreshold;
        merged.scoreThreshold = scoreThreshold == null ? others.scoreThreshold : scoreThreshold;
        merged.unclipRatio = unclipRatio == null ? others.unclipRatio : unclipRatio;
        merged.maxCandidates = maxCandidates == null ? others.maxCandidates : maxCandidates;
        return merged.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextDetectionOptions that
                && Objects.equals(mapThreshold, that.mapThreshold)
                && Objects.equals(scoreThreshold, that.scoreThreshold)
                && Objects.equals(unclipRatio, that.unclipRatio)
                && Objects.equals(maxCandidates, that.maxCandidates);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mapThreshold, scoreThreshold, unclipRatio, maxCandidates);
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private static final float MAX_UNCLIP = 10;

        private @Nullable Float mapThreshold;
        private @Nullable Float scoreThreshold;
        private @Nullable Float unclipRatio;
        private @Nullable Integer maxCandidates;

        private Builder() {}

        /** From which value on a pixel of the model's map is text, in (0, 1), exclusive; 0.3 unless said otherwise. */
        public Builder mapThreshold(float value) {
            if (!(value > 0 && value < 1)) {
                throw new IllegalArgumentException("Expected a map threshold in (0, 1), found: " + value);
            }
            mapThreshold = value;
            return this;
        }

        /** The lowest mean of the map within a region that is returned, in [0, 1]; 0.6 unless said otherwise. */
        public Builder scoreThreshold(float lowest) {
            if (!(lowest >= 0 && lowest <= 1)) {
                throw new IllegalArgumentException("Expected a score threshold in [0, 1], found: " + lowest);
            }
            scoreThreshold = lowest;
            return this;
        }

        /**
         * How far regions grow beyond what the map shows, which is the core of the text only: by area times this divided by the
         * perimeter, on each side (Liao et al., Real-time Scene Text Detection with Differentiable Binarization, 2020). In
         * [0, 10]; 1.5 unless said otherwise.
         */
        public Builder unclipRatio(float ratio) {
            if (!(ratio >= 0 && ratio <= MAX_UNCLIP)) {
                throw new IllegalArgumentException("Expected an unclip ratio in [0, 10], found: " + ratio);
            }
            unclipRatio = ratio;
            return this;
        }

        /** How many pieces of the map are looked at, the largest ones; at least 1, and 20,000 unless said otherwise. */
        public Builder maxCandidates(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("Expected at least 1 candidate, found: " + count);
            }
            maxCandidates = count;
            return this;
        }

        /** The options. */
        public TextDetectionOptions build() {
            return new TextDetectionOptions(this);
        }
    }
}
