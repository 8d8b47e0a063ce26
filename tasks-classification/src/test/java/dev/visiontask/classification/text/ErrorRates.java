package dev.visiontask.classification.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Levenshtein's distance to the ground truth, as a share of its length. */
final class ErrorRates {
    private ErrorRates() {}

    /** By characters, without white space, in lower case. */
    static double characters(String text, String truth) {
        return rate(plain(text), plain(truth));
    }

    private static int[] plain(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT).codePoints().toArray();
    }

    /** By words, as they are. */
    static double words(String text, String truth) {
        Map<String, Integer> numbers = new HashMap<>();
        return rate(numbers(text, numbers), numbers(truth, numbers));
    }

    private static int[] numbers(String text, Map<String, Integer> numbers) {
        return List.of(text.strip().split("\\s+")).stream()
                .mapToInt(word -> numbers.computeIfAbsent(word, unknown -> numbers.size()))
                .toArray();
    }

    private static double rate(int[] text, int[] truth) {
        int[] row = new int[truth.length + 1];
        for (int j = 0; j <= truth.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= text.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= truth.length; j++) {
                int change = diagonal + (text[i - 1] == truth[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[truth.length] / (double) truth.length;
    }
}
