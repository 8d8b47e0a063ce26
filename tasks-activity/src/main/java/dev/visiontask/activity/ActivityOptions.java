package dev.visiontask.activity;

import org.jspecify.annotations.Nullable;

/**
 * Which classes a call returns. What is null here is taken from the options of the task, then from the model's
 * description, then from the default: the best five of a single-label model; of a multi-label model all classes that
 * score at least 0.5.
 *
 * @param maxResults how many classes at most, at least 1; the best ones
 * @param scoreThreshold the lowest score that is returned, in [0, 1]; inclusive
 */
public record ActivityOptions(
        @Nullable Integer maxResults, @Nullable Float scoreThreshold) {
    /** Sets nothing. */
    public static final ActivityOptions NONE = new ActivityOptions(null, null);

    /** Checks the ranges. */
    public ActivityOptions {
        if (maxResults != null && maxResults < 1) {
            throw new IllegalArgumentException("Expected at least 1 result, found: " + maxResults);
        }
        if (scoreThreshold != null && !(scoreThreshold >= 0 && scoreThreshold <= 1)) {
            throw new IllegalArgumentException("Expected a score threshold in [0, 1], found: " + scoreThreshold);
        }
    }

    /** With at most so many classes. */
    public ActivityOptions withMaxResults(int count) {
        return new ActivityOptions(count, scoreThreshold);
    }

    /** With another lowest score. */
    public ActivityOptions withScoreThreshold(float lowest) {
        return new ActivityOptions(maxResults, lowest);
    }

    /** These options where they are set, else the others. */
    ActivityOptions orElse(ActivityOptions others) {
        return new ActivityOptions(
                maxResults == null ? others.maxResults : maxResults,
                scoreThreshold == null ? others.scoreThreshold : scoreThreshold);
    }
}
