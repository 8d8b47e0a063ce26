package dev.visiontask.backend;

import java.util.Locale;
import java.util.Map;

/**
 * How a backend shall run a model.
 *
 * @param device {@code cpu}, or what the backend documents, in lower case whatever the caller wrote; a device that is not there is an error, never a silent
 *     fallback
 * @param threads the CPU threads that one {@link Session#run()} may use, 1 to {@link #MAX_THREADS}
 * @param sessions how many sessions will run at the same time, 1 to {@link #MAX_SESSIONS}
 * @param properties options of the engine by the names the backend documents; an unknown one is an
 *     {@link dev.visiontask.UnsupportedOptionException}
 */
public record BackendOptions(String device, int threads, int sessions, Map<String, String> properties) {
    /** More threads than this one call never gets: each takes memory of the process, and engines end it when there is none. */
    public static final int MAX_THREADS = 1024;

    /** More sessions than this one model never has. */
    public static final int MAX_SESSIONS = 1 << 16;

    /** One session on one CPU thread. */
    public static final BackendOptions DEFAULT = new BackendOptions("cpu", 1, 1, Map.of());

    /** Checks the ranges and copies the map. */
    public BackendOptions {
        device = device.toLowerCase(Locale.ROOT);
        if (threads < 1 || sessions < 1 || threads > MAX_THREADS || sessions > MAX_SESSIONS) {
            throw new IllegalArgumentException("Expected 1 to " + MAX_THREADS + " threads and 1 to " + MAX_SESSIONS
                    + " sessions, found: " + threads + " and " + sessions);
        }
        properties = Map.copyOf(properties);
    }
}
