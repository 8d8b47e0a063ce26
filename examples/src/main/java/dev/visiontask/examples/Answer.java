package dev.visiontask.examples;

import dev.visiontask.Outcome;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What became of one file.
 *
 * @param file the picture or video
 * @param backend the engine that was asked
 * @param millis from the file to the answer
 * @param outcome the answer or the error
 * @param <R> the result of the task
 */
record Answer<R>(Path file, String backend, double millis, Outcome<R> outcome) {
    /** The name of the file without its folder. */
    String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** The time as people read it. */
    String millisText() {
        return String.format(Locale.ROOT, "%.1f", millis);
    }
}
