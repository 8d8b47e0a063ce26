package dev.visiontask;

import java.util.Objects;

/**
 * One effective setting of a task, with its origin.
 *
 * @param key the name, as in {@code docs/models.md}
 * @param value for people and machines: JSON text of the value
 * @param origin where it comes from, such as {@code builder}, {@code sidecar config.json}, {@code in-file},
 *     {@code default}
 */
public record Setting(String key, String value, String origin) {
    /** Checks that nothing is null. */
    public Setting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public String toString() {
        return key + " = " + value + " (" + origin + ")";
    }
}
