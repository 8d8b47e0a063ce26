package dev.visiontask.jmh.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the {@code jmh.*} properties of the Maven command line into arguments of {@code org.openjdk.jmh.Main}. */
final class JmhArguments {
    private final List<String> arguments = new ArrayList<>();

    /** The regular expression of the benchmarks to run; JMH searches it in {@code package.Class.method}. */
    JmhArguments include(@Nullable String regex) {
        if (regex != null && !regex.isBlank()) {
            arguments.add(regex);
        }
        return this;
    }

    /** One option with its value, left out if the value is not given. */
    JmhArguments option(String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            arguments.add(name);
            arguments.add(value.toString());
        }
        return this;
    }

    /**
     * The length of an iteration, for warm-up and measurement alike.
     *
     * @param seconds a decimal number, at least a millisecond
     * @throws IllegalArgumentException if it is not
     */
    JmhArguments iterationTime(@Nullable String seconds) {
        if (seconds == null || seconds.isBlank()) {
            return this;
        }
        String time = milliseconds(seconds) + "ms";
        return option("-w", time).option("-r", time);
    }

    /**
     * Benchmark parameters.
     *
     * @param params {@code name=value,name=value}; a piece without {@code =} is one more value of the name before it
     * @throws IllegalArgumentException if the first piece has no name
     */
    JmhArguments params(@Nullable String params) {
        if (params == null || params.isBlank()) {
            return this;
        }
        Map<String, String> values = new LinkedHashMap<>();
        String name = "";
        for (String piece : params.split(",", -1)) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                name = piece.substring(0, equals).trim();
            } else if (equals == 0 || name.isEmpty()) {
                throw new IllegalArgumentException("Expected -Djmh.params=name=value,name=value,..., found: " + params);
            }
            values.merge(name, piece.substring(equals + 1).trim(), (before, next) -> before + "," + next);
        }
        values.forEach((key, value) -> option("-p", key + "=" + value));
        return this;
    }

    /** Profilers by name, with a comma between them. */
    JmhArguments profilers(@Nullable String names) {
        if (names != null) {
            for (String profiler : names.split(",", -1)) {
                option("-prof", profiler.trim());
            }
        }
        return this;
    }

    /** Arguments as one would type them for JMH; quotes hold a blank together. */
    JmhArguments raw(@Nullable String text) {
        arguments.addAll(split(text == null ? "" : text));
        return this;
    }

    /** Asks for the results as JSON. */
    JmhArguments json(Path file) {
        return option("-rf", "json").option("-rff", file);
    }

    List<String> toList() {
        return List.copyOf(arguments);
    }

    private static long milliseconds(String seconds) {
        String message = "Expected -Djmh.time=SECONDS of 0.001 or more, found: " + seconds;
        try {
            long milliseconds = Math.round(Double.parseDouble(seconds) * 1000);
            if (milliseconds < 1) {
                throw new IllegalArgumentException(message);
            }
            return milliseconds;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message, e);
        }
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("Expected a closing " + quote + " in -Djmh.args, found: " + text);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
