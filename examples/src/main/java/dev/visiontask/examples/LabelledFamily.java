package dev.visiontask.examples;

import dev.visiontask.examples.Report.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A family of tasks that give a file one label, which can be right or wrong.
 *
 * @param <I> what the task looks at
 * @param <R> the result of the task
 */
abstract class LabelledFamily<I, R> implements Family<I, R> {
    /** How much scores may differ between engines. */
    static final double LARGEST_SCORE = 1e-4;

    private final String model;
    private final Map<Path, String> expected;
    private final String things;

    /**
     * A task with this model.
     *
     * @param expected the files with their labels
     * @param things what the files are
     */
    LabelledFamily(String model, Map<Path, String> expected, String things) {
        this.model = model;
        this.expected = expected;
        this.things = things;
    }

    /** A label with its score, 0 to 1. */
    record Scored(String label, float score) {}

    /** The label of a result. */
    abstract Scored best(R result);

    @Override
    public String model() {
        return model;
    }

    @Override
    public String scoreName() {
        return "score";
    }

    @Override
    public String scoreMeaning() {
        return "the score of the label";
    }

    @Override
    public List<Path> files() {
        return List.copyOf(expected.keySet());
    }

    @Override
    public Verdict verdict(Path file, R result) {
        Scored best = best(result);
        String label = expected.getOrDefault(file, "");
        boolean isRight = best.label().equals(label);
        String badge = isRight ? label : best.label() + ", expected " + label;
        return new Verdict(best.label(), best.score(), badge, isRight ? Tone.GOOD : Tone.BAD);
    }

    @Override
    public String quality(List<Answer<R>> answers) {
        long right = answers.stream()
                .filter(answer ->
                        verdict(answer.file(), answer.outcome().orThrow()).tone() == Tone.GOOD)
                .count();
        return right + " of " + expected.size() + " " + things + " as expected";
    }
}
