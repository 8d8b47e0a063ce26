package dev.visiontask.classification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes a call returns. What is not set here is taken from the options of the task, then from the model's
 * description, then from the default: the best five of a single-label model; of a multi-label model all classes that
 * score at least 0.5.
 */
public final class ClassificationOptions {
    /** Sets nothing. */
    public static final ClassificationOptions NONE = builder().build();

    private final @Nullable Integer maxResults;
    private final @Nullable Float scoreThreshold;
    private final @Nullable Set<String> allowed;
    private final @Nullable Set<String> denied;

    private ClassificationOptions(Builder builder) {
        this.maxResults = builder.maxResults;
        this.scoreThreshold = builder.scoreThreshold;
        this.allowed = copy(builder.allowed);
        this.denied = copy(builder.denied);
    }

    private static @Nullable Set<String> copy(@Nullable Set<String> labels) {
        return labels == null ? null : Set.copyOf(labels);
    }

    /** A builder that has nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    @Nullable
    Integer maxResults() {
        return maxResults;
    }

    @Nullable
    Float scoreThreshold() {
        return scoreThreshold;
    }

    @Nullable
    Set<String> allowed() {
        return allowed;
    }

    @Nullable
    Set<String> denied() {
        return denied;
    }

    /** These options where they are set, else the others. The two label lists go together. */
    ClassificationOptions orElse(ClassificationOptions others) {
        if (equals(NONE)) {
            return others;
        }
        Builder merged = new Builder();
        merged.maxResults = maxResults == null ? others.maxResults : maxResults;
        merged.scoreThreshold = scoreThreshold == null ? others.scoreThreshold : scoreThreshold;
        boolean lists = allowed != null || denied != null;
        merged.allowed = lists ? allowed : others.allowed;
        merged.denied = lists ? denied : others.denied;
        return new ClassificationOptions(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationOptions that
                && Objects.equals(maxResults, that.maxResults)
                && Objects.equals(scoreThreshold, that.scoreThreshold)
                && Objects.equals(allowed, that.allowed)
                && Objects.equals(denied, that.denied);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxResults, scoreThreshold, allowed, denied);
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private @Nullable Integer maxResults;
        private @Nullable Float scoreThreshold;
        private @Nullable Set<String> allowed;
        private @Nullable Set<String> denied;

        private Builder() {}

        /** How many classes at most, at least 1; the best ones. {@link Integer#MAX_VALUE} for all. */
        public Builder maxResults(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("Expected at least 1 result, found: " + count);
            }
            maxResults = count;
            return this;
        }

        /** The lowest score that is returned, in [0, 1]; inclusive. */
        public Builder scoreThreshold(float lowest) {
            if (!(lowest >= 0 && lowest <= 1)) {
                throw new IllegalArgumentException("Expected a score threshold in [0, 1], found: " + lowest);
            }
            scoreThreshold = lowest;
            return this;
        }

        /** Only these labels are returned; each must be one of the model's. Scores stay as they are. */
        public Builder allow(String... labels) {
            allowed = add(allowed, labels);
            return this;
        }

        /** These labels are not returned; each must be one of the model's. Scores stay as they are. */
        public Builder deny(String... labels) {
            denied = add(denied, labels);
            return this;
        }

        private static Set<String> add(@Nullable Set<String> before, String... labels) {
            Set<String> all = before == null ? new LinkedHashSet<>() : new LinkedHashSet<>(before);
            all.addAll(List.of(labels));
            return all;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if labels are both allowed and denied
         */
        public ClassificationOptions build() {
            if (allowed != null && denied != null) {
                throw new IllegalArgumentException("Expected allowed labels or denied labels, found both: " + allowed
                        + " and " + denied + ". A label that is not allowed need not be denied.");
            }
            return new ClassificationOptions(this);
        }
    }
}
