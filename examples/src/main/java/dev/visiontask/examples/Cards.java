package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.examples.Report.Tone;
import java.util.List;

/** Answers as cards of a report. */
final class Cards {
    private Cards() {}

    /** The card of one answer: the best finding, a bar for each, and what the task shows. */
    static <R> Card ofAnswer(Answer<R> answer, FileTask<?, R> task) {
        if (answer.outcome() instanceof Outcome.Failure<R> failure) {
            return failed(answer, failure);
        }
        List<Finding> found = task.findings(answer.outcome().orThrow());
        String badge = found.isEmpty() ? "nothing found" : found.get(0).label();
        return new Card(
                answer.file(),
                badge,
                Tone.PLAIN,
                bars(found),
                null,
                task.shots(answer.file(), answer.outcome().orThrow()));
    }

    /** A bar for each finding. */
    static List<Bar> bars(List<Finding> found) {
        return found.stream()
                .map(finding -> new Bar(finding.label(), finding.score(), ""))
                .toList();
    }

    /** The card of a file that was not answered. */
    static Card failed(Answer<?> answer, Outcome.Failure<?> failure) {
        String error = failure.error().getClass().getSimpleName() + ": "
                + failure.error().getMessage();
        return new Card(answer.file(), "no answer", Tone.BAD, List.of(), error, List.of(Shot.of(answer.file(), null)));
    }
}
