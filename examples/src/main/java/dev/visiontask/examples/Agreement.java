package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.Classifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether engines gave the same answers: equal labels, and scores of all classes that differ by no more than
 * {@link #TOLERANCE}.
 *
 * @param disagreements what differs, one line each
 * @param largestDifference the largest difference of two scores
 */
record Agreement(List<String> disagreements, float largestDifference) {
    static final float TOLERANCE = 1e-4f;

    /** Compares all engines with the first; each answered the same pictures with all its classes. */
    static Agreement of(List<EngineRun> runs) {
        List<String> disagreements = new ArrayList<>();
        float largest = 0;
        for (EngineRun run : runs.subList(Math.min(1, runs.size()), runs.size())) {
            for (int i = 0; i < run.answers().size(); i++) {
                Answer<Classifications> one = runs.get(0).answers().get(i);
                Answer<Classifications> other = run.answers().get(i);
                float difference = difference(one, other);
                largest = Math.max(largest, difference);
                if (difference > TOLERANCE || !say(one).equals(say(other))) {
                    disagreements.add(String.format(
                            Locale.ROOT,
                            "%s: %s says %s, %s says %s; largest difference of two scores %.1e",
                            one.fileName(),
                            one.backend(),
                            say(one),
                            other.backend(),
                            say(other),
                            difference));
                }
            }
        }
        return new Agreement(disagreements, largest);
    }

    /** For people, of so many engines. */
    String describe(int engines) {
        if (engines < 2) {
            return "only " + engines + " engine works here: nothing to compare";
        }
        if (disagreements.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%d engines agree: equal labels, largest difference of two scores %.1e",
                    engines,
                    largestDifference);
        }
        return "the engines DISAGREE:\n  " + String.join("\n  ", disagreements);
    }

    private static float difference(Answer<Classifications> one, Answer<Classifications> other) {
        float largest = 0;
        for (Classification a : classes(one)) {
            for (Classification b : classes(other)) {
                if (a.index() == b.index()) {
                    largest = Math.max(largest, Math.abs(a.score() - b.score()));
                }
            }
        }
        return largest;
    }

    private static List<Classification> classes(Answer<Classifications> answer) {
        return answer.outcome() instanceof Outcome.Success<Classifications> success
                ? success.value().classes()
                : List.of();
    }

    private static String say(Answer<Classifications> answer) {
        List<Classification> classes = classes(answer);
        return classes.isEmpty() ? "nothing" : classes.get(0).label();
    }
}
