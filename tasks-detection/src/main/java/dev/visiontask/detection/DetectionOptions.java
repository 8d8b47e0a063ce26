package dev.visiontask.detection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a call returns. What is not set here is taken from the options of the task, then from the model's
 * description, then from the default: at most 100 objects that score at least 0.25, after class-aware suppression at an
 * IoU of 0.5; no suppression for models that suppress inside, or give one box an object.
 */
public final class DetectionOptions {
    /** Sets nothing. */
    public static final DetectionOptions NONE = builder().build();

    private final @Nullable Integer maxResults;
    private final @Nullable Float scoreThreshold;
    private final @Nullable NmsMode nms;
    private final @Nullable Float nmsIou;
    private final @Nullable Set<String> allowed;
    private final @Nullable Set<String> denied;

    private DetectionOptions(Builder builder) {
        this.maxResults = builder.maxResults;
        this.scoreThreshold = builder.scoreThreshold;
        this.nms = builder.nms;
        this.nmsIou = builder.nmsIou;
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
    NmsMode nms() {
        return nms;
    }

    @Nullable
    Float nmsIou() {
        return nmsIou;
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
    DetectionOptions orElse(DetectionOptions others) {
        if (equals(NONE)) {
            return others;
        }
        Builder merged = new Builder();
        merged.maxResults = maxResults == null ? others.maxResults : maxResults;
        merged.scoreThreshold = scoreThreshold == null ? others.scoreThreshold : scoreThreshold;
        merged.nms = nms == null ? others.nms : nms;
        merged.nmsIou = nmsIou == null ? others.nmsIou : nmsIou;
        boolean lists = allowed != null || denied != null;
        merged.allowed = lists ? allowed : others.allowed;
        merged.denied = lists ? denied : others.denied;
        return new DetectionOptions(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DetectionOptions that
                && Objects.equals(maxResults, that.maxResults)
                && Objects.equals(scoreThreshold, that.scoreThreshold)
                && nms == that.nms
                && Objects.equals(nmsIou, that.nmsIou)
                && Objects.equals(allowed, that.allowed)
                && Objects.equals(denied, that.denied);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxResults, scoreThreshold, nms, nmsIou, allowed, denied);
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private @Nullable Integer maxResults;
        private @Nullable Float scoreThreshold;
        private @Nullable NmsMode nms;
        private @Nullable Float nmsIou;
        private @Nullable Set<String> allowed;
        private @Nullable Set<String> denied;

        private Builder() {}

        /** How many objects at most, at least 1; the best ones. {@link Integer#MAX_VALUE} for all. */
        public Builder maxResults(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("Expected at least 1 result, found: " + count);
            }
            maxResults = count;
            return this;
        }

        /** The lowest score that is returned, in [0, 1]; inclusive. */
        public Builder scoreThreshold(float lowest) {
            scoreThreshold = share("score threshold", lowest);
            return this;
        }

        /** What becomes of boxes that cover the same object. */
        public Builder nms(NmsMode mode) {
            nms = Objects.requireNonNull(mode, "nms");
            return this;
        }

        /**
         * How much two boxes may overlap, as intersection over union in [0, 1]: suppressed is what overlaps more. Means
         * nothing with {@link NmsMode#NONE}.
         */
        public Builder nmsIou(float highest) {
            nmsIou = share("IoU", highest);
            return this;
        }

        private static float share(String name, float value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("Expected a " + name + " in [0, 1], found: " + value);
            }
            return value;
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
         * @throws IllegalArgumentException if labels are both allowed and denied, or an IoU is set with
         *     {@link NmsMode#NONE}
         */
        public DetectionOptions build() {
            if (allowed != null && denied != null) {
                throw new IllegalArgumentException("Expected allowed labels or denied labels, found both: " + allowed
                        + " and " + denied + ". A label that is not allowed need not be denied.");
            }
            if (nms == NmsMode.NONE && nmsIou != null) {
                throw new IllegalArgumentException(
                        "Expected no IoU with NmsMode.NONE, which suppresses nothing, found: " + nmsIou);
            }
            return new DetectionOptions(this);
        }
    }
}
