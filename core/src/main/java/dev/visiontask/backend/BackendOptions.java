package dev.visiontask.backend;

import java.util.Map;
import java.util.Objects;

/**
 * How a backend shall run a model.
 *
 * @param device {@code cpu}, or what the backend documents; a device that is not there is an error, never a silent
 *     fallback
 * @param threads the CPU threads that one {@link Session#run()} may use, at least 1
 * @param sessions how many sessions will run at the same time, at least 1
 * @param properties options of the engine by the names the backend documents; an unknown one is an
 *     {@link dev.visiontask.UnsupportedOptionException}
 */
public record BackendOptions(String device, int threads, int sessions, Map<String, String> properties) {
    /** One session on one CPU thread. */
    public static final BackendOptions DEFAULT = new BackendOptions("cpu", 1, 1, Map.of());

    /** Checks the ranges and copies the map. */
    public BackendOptions {
        Objects.requireNonNull(device, "device");
        if (threads < 1 || sessions < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 thread and 1 session, found: " + threads + " and " + sessions);
        }
        properties = Map.copyOf(properties);
    }
}
