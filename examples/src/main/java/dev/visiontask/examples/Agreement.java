package dev.visiontask.examples;

import dev.visiontask.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether engines gave the same answers.
 *
 * @param disagreements what differs too much, one line each
 * @param largest the largest differences; null if nothing was compared
 */
record Agreement(List<String> disagreements, @Nullable Difference largest) {
    /** Copies the list. */
    Agreement {
        disagreements = List.copyOf(disagreements);
    }

    /** Compares all engines with the first; each answered the same files. */
    static <R> Agreement of(Family<?, R> family, List<EngineRun<R>> runs) {
        List<String> disagreements = new ArrayList<>();
        Difference largest = null;
        for (EngineRun<R> run : runs.subList(Math.min(1, runs.size()), runs.size())) {
            for (int i = 0; i < run.answers().size(); i++) {
                Answer<R> one = runs.get(0).answers().get(i);
                Answer<R> other = run.answers().get(i);
                if (one.outcome() instanceof Outcome.Success<R> a && other.outcome() instanceof Outcome.Success<R> b) {
                    Difference difference = family.difference(a.value(), b.value());
                    largest = largest == null ? difference : largest.max(difference);
                    if (!difference.isSmall()) {
                        disagreements.add(one.fileName() + ": " + say(family, one, a.value()) + ", "
                                + say(family, other, b.value()) + "; " + difference);
                    }
                } else if (one.outcome().isSuccess() != other.outcome().isSuccess()) {
                    disagreements.add(
                            one.fileName() + ": only one of " + one.backend() + " and " + other.backend() + " answers");
                }
            }
        }
        return new Agreement(disagreements, largest);
    }

    private static <R> String say(Family<?, R> family, Answer<R> answer, R result) {
        return answer.backend() + " says "
                + family.verdict(answer.file(), result).answer();
    }

    /** For people, of so many engines. */
    String describe(int engines) {
        if (engines < 2) {
            return "only " + engines + " engine works here: nothing to compare";
        }
        if (!disagreements.isEmpty()) {
            return "the engines DISAGREE:\n  " + String.join("\n  ", disagreements);
        }
        return engines + " engines agree" + (largest == null ? "" : ": " + largest);
    }
}
