package dev.visiontask.activity;

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

    /** Turns numbers into scores, in place. */
    float[] apply(float[] values) {
        switch (this) {
            case SOFTMAX -> softmax(values);
            case SIGMOID -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (1 / (1 + Math.exp(-values[i])));
                }
            }
            case NONE -> {}
        }
        return values;
    }

    /** With the maximum subtracted, so that exp never overflows. */
    private static void softmax(float[] values) {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value - max);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.exp(values[i] - max) / sum);
        }
    }
}
