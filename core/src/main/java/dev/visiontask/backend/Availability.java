package dev.visiontask.backend;

import java.util.Objects;

/**
 * Whether a backend works on this machine, and why or why not.
 *
 * @param isAvailable whether models can be loaded
 * @param detail for people: the engine and its version, or what is missing and the Maven coordinate to add
 */
public record Availability(boolean isAvailable, String detail) {
    /** Checks that there is a detail. */
    public Availability {
        Objects.requireNonNull(detail, "detail");
    }

    /** The backend works. */
    public static Availability yes(String engineAndVersion) {
        return new Availability(true, engineAndVersion);
    }

    /** The backend does not work here. */
    public static Availability no(String reasonAndRemedy) {
        return new Availability(false, reasonAndRemedy);
    }
}
