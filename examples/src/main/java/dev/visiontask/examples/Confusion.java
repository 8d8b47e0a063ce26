package dev.visiontask.examples;

import dev.visiontask.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A class that was taken for another.
 *
 * @param truth what the pictures show
 * @param predicted what the model says
 * @param count how many pictures
 */
record Confusion(String truth, String predicted, long count) {
    private static final int SHOWN = 10;

    /** All mistakes of a matrix, the most frequent first. */
    static List<Confusion> of(ConfusionMatrix matrix) {
        List<Confusion> found = new ArrayList<>();
        for (int truth = 0; truth < matrix.classes(); truth++) {
            for (int predicted = 0; predicted < matrix.classes(); predicted++) {
                long count = matrix.count(truth, predicted);
                if (truth != predicted && count > 0) {
                    found.add(new Confusion(
                            matrix.labels().get(truth), matrix.labels().get(predicted), count));
                }
            }
        }
        found.sort(Comparator.comparingLong(Confusion::count).reversed());
        return found;
    }

    /** The most frequent ones for people, a line each; empty if there are none. */
    static String describe(List<Confusion> confusions) {
        if (confusions.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\ntaken for another:\n");
        confusions.stream()
                .limit(SHOWN)
                .forEach(each ->
                        text.append("  %d x %s for %s\n".formatted(each.count(), each.truth(), each.predicted())));
        int more = confusions.size() - SHOWN;
        return text + (more > 0 ? "  and " + more + " more pairs\n" : "");
    }
}
