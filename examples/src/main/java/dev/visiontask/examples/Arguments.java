package dev.visiontask.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The options that a program was called with: {@code --name value}, {@code --name=value} or {@code --switch}. */
final class Arguments {
    /** What a word that is no option stands for. */
    private static final String INPUT = "--input";

    private final Map<String, List<String>> values;

    private Arguments(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a command line. A word that is no option stands for {@code --input} with that value, if there is such an option.
     *
     * @throws UsageException for an unknown option, a missing value, a repetition, or a word that is no option
     */
    static Arguments parse(List<Option> options, String... args) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        boolean hasInput = options.stream().anyMatch(option -> option.name().equals(INPUT));
        for (int i = 0; i < args.length; i++) {
            if (hasInput && !args[i].startsWith("-")) {
                add(values, find(options, INPUT), args[i]);
                continue;
            }
            int equals = args[i].startsWith("--") ? args[i].indexOf('=') : -1;
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            Option option = find(options, name);
            String value = "";
            if (option.value() != null) {
                if (equals < 0 && i + 1 == args.length) {
                    throw new UsageException("Expected a value: " + option.form());
                }
                value = equals < 0 ? args[++i] : args[i].substring(equals + 1);
                if (value.isEmpty() || (equals < 0 && value.startsWith("--"))) {
                    throw new UsageException("Expected a value: " + option.form() + ", found: " + name + " " + value);
                }
            } else if (equals >= 0) {
                throw new UsageException("Expected " + name + " without a value, found: " + args[i]);
            }
            add(values, option, value);
        }
        return new Arguments(values);
    }

    private static void add(Map<String, List<String>> values, Option option, String value) {
        List<String> given = values.computeIfAbsent(option.name(), key -> new ArrayList<>());
        if (!given.isEmpty() && !option.repeatable()) {
            throw new UsageException("Expected " + option.name() + " once, found it twice");
        }
        given.add(value);
    }

    private static Option find(List<Option> options, String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("Expected one of the options "
                        + options.stream().map(Option::name).collect(Collectors.joining(", ")) + ", found: " + name));
    }

    /** Whether the option was given. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** All values of an option, in the order given. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of an option. */
    Optional<String> get(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * The value of an option that must be there.
     *
     * @throws UsageException if it is not
     */
    String require(String name) {
        return get(name).orElseThrow(() -> new UsageException("Expected the option " + name + ", found none"));
    }

    /**
     * The value of an option as a number.
     *
     * @throws UsageException if it is none
     */
    Optional<Float> number(String name) {
        return get(name).map(text -> {
            try {
                return Float.parseFloat(text);
            } catch (NumberFormatException e) {
                throw new UsageException("Expected a number for " + name + ", found: " + text, e);
            }
        });
    }

    /**
     * The value of an option as a whole number.
     *
     * @param least the smallest one that is allowed
     * @throws UsageException if it is none, or smaller
     */
    Optional<Long> count(String name, long least) {
        return get(name).map(text -> {
            try {
                long count = Long.parseLong(text);
                if (count >= least) {
                    return count;
                }
            } catch (NumberFormatException e) {
                throw new UsageException("Expected a whole number for " + name + ", found: " + text, e);
            }
            throw new UsageException(
                    "Expected a whole number of at least " + least + " for " + name + ", found: " + text);
        });
    }

    /**
     * The value of an option as a number of things, or {@code all}.
     *
     * @throws UsageException if it is neither
     */
    Optional<Integer> countOrAll(String name) {
        return get(name).map(text -> {
            try {
                return text.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new UsageException("Expected a number or all for " + name + ", found: " + text, e);
            }
        });
    }

    /** The options of a program, one line each. */
    static String describe(List<Option> options) {
        int width = options.stream()
                .mapToInt(option -> option.form().length())
                .max()
                .orElse(0);
        return options.stream()
                .map(option -> "  " + option.form()
                        + " ".repeat(width - option.form().length() + 2) + option.description() + "\n")
                .collect(Collectors.joining());
    }
}
