package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Drawing;
import dev.visiontask.examples.Report.Tone;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers as cards of a report. */
final class Cards {
    private Cards() {}

    /** The card of one answer: the best finding, a bar for each, and the answer drawn onto the picture. */
    static <R> Card ofAnswer(Answer<R> answer, PictureTask<R> task) {
        if (answer.outcome() instanceof Outcome.Failure<R> failure) {
            return failed(answer, failure);
        }
        List<Finding> found = task.findings(answer.outcome().orThrow());
        String badge = found.isEmpty() ? "nothing found" : found.get(0).label();
        return new Card(
                answer.picture(),
                badge,
                Tone.PLAIN,
                bars(found),
                null,
                drawings(task.drawing(answer.outcome().orThrow())));
    }

    /** A bar for each finding. */
    static List<Bar> bars(List<Finding> found) {
        return found.stream()
                .map(finding -> new Bar(finding.label(), finding.score(), ""))
                .toList();
    }

    /** One drawing without a caption, or none. */
    static List<Drawing> drawings(@Nullable Consumer<Overlay> draw) {
        return draw == null ? List.of() : List.of(new Drawing("", draw));
    }

    /** The card of a picture that was not answered. */
    static Card failed(Answer<?> answer, Outcome.Failure<?> failure) {
        String error = failure.error().getClass().getSimpleName() + ": "
                + failure.error().getMessage();
        return new Card(answer.picture(), "no answer", Tone.BAD, List.of(), error, List.of());
    }
}
