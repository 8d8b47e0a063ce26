package dev.visiontask.classification;

import dev.visiontask.UnsupportedOptionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What turns the model's numbers into scores. */
enum Activation {
    /** exp(x) over the sum of exp: the scores of all classes sum to one. */
    SOFTMAX,
    /** 1 / (1 + exp(-x)), class by class. */
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
}
