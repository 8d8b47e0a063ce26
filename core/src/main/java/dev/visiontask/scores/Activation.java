package dev.visiontask.scores;

import dev.visiontask.UnsupportedOptionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What turns a model's numbers into scores, by the key {@code activation}. */
public enum Activation {
    /** exp(x) over the sum of exp: the scores of all classes sum to one. */
    SOFTMAX,
    /** 1 / (1 + exp(-x)), class by class. */
    SIGMOID,
    /** The output is a score already. */
    NONE;

    /** The value of the key. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By the value of the key.
     *
     * @throws UnsupportedOptionException if there is none of this name
     */
    public static Activation ofId(String id) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected an activation of "
                        + Arrays.stream(values()).map(Activation::id).collect(Collectors.joining(", ")) + ", found: "
                        + id));
    }

    /**
     * The score of a number that stands alone.
     *
     * @throws UnsupportedOperationException for softmax, which needs the numbers of all classes: {@link ScoreFunction}
     */
    public float score(float number) {
        return switch (this) {
            case SIGMOID -> (float) (1 / (1 + Math.exp(-number)));
            case NONE -> number;
            case SOFTMAX -> throw alone();
        };
    }

    /**
     * The number that has this score, the other way round.
     *
     * @throws UnsupportedOperationException for softmax
     */
    public float number(float score) {
        return switch (this) {
            case SIGMOID -> (float) Math.log(score / (1.0 - score));
            case NONE -> score;
            case SOFTMAX -> throw alone();
        };
    }

    private static UnsupportedOperationException alone() {
        return new UnsupportedOperationException("A softmax needs the numbers of all classes");
    }
}
