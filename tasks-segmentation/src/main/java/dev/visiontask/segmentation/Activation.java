package dev.visiontask.segmentation;

import dev.visiontask.UnsupportedOptionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What turns the numbers of a pixel into scores. */
enum Activation {
    /** exp(x) over the sum of exp: the scores of all classes of a pixel sum to one. */
    SOFTMAX,
    /** 1 / (1 + exp(-x)), number by number. */
    SIGMOID,
    /** The output is a score already. */
    NONE;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Activation ofId(String id) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOptionException("Expected an activation of "
                        + Arrays.stream(values()).map(Activation::id).collect(Collectors.joining(", ")) + ", found: "
                        + id));
    }

    /** The score of a lone number; not for softmax, which needs all numbers of a pixel. */
    float score(float number) {
        return this == SIGMOID ? (float) (1 / (1 + Math.exp(-number))) : number;
    }

    /** The number that has this score. */
    float number(float score) {
        return this == SIGMOID ? (float) Math.log(score / (1.0 - score)) : score;
    }
}
