package dev.visiontask.examples;

import org.jspecify.annotations.Nullable;

/**
 * One option of a program.
 *
 * @param name with its dashes: {@code --model}
 * @param value what stands for the value in the usage text; null for a switch
 * @param repeatable whether it may be given several times
 * @param description for people, one line
 */
record Option(String name, @Nullable String value, boolean repeatable, String description) {
    /** An option with one value. */
    static Option of(String name, String value, String description) {
        return new Option(name, value, false, description);
    }

    /** An option that may be given several times. */
    static Option list(String name, String value, String description) {
        return new Option(name, value, true, description);
    }

    /** An option without a value. */
    static Option flag(String name, String description) {
        return new Option(name, null, false, description);
    }

    /** The name with its value, as the usage text shows it. */
    String form() {
        return value == null ? name : name + " " + value;
    }
}
