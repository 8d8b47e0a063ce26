package dev.visiontask.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that was probably meant. */
public final class Nearest {
    /** Shorter beginnings fit too many names. */
    private static final int LEAST_PREFIX = 3;

    private Nearest() {}

    /** {@code " Did you mean x?"}, or nothing if no name is close. */
    public static String hint(String found, Collection<String> known) {
        return of(found, known).map(name -> " Did you mean " + name + "?").orElse("");
    }

    /** The closest name by Levenshtein's distance; else the only one that begins with what was found. */
    public static Optional<String> of(String found, Collection<String> known) {
        String lower = found.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, found.length() / 3);
        Optional<String> close = known.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
        return close.or(() -> longer(lower, known));
    }

    private static Optional<String> longer(String beginning, Collection<String> known) {
        if (beginning.length() < LEAST_PREFIX) {
            return Optional.empty();
        }
        var longer = known.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
                .distinct()
                .toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
