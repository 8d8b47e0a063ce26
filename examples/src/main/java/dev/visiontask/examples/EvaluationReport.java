package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.evaluation.CocoFigures;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionConfusion;
import dev.visiontask.detection.evaluation.PictureErrors;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Tone;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The figures of a detector as a report: the worst pictures with what was found, and a table of the classes. */
final class EvaluationReport {
    /** What a user would look at. */
    static final float SHOWN_SCORE = 0.25f;

    private static final int WORST = 24;

    private EvaluationReport() {}

    static Report of(
            String title,
            TaskInfo info,
            CocoFigures figures,
            DetectionConfusion confusion,
            Map<DatasetImage, Answer<Detections>> answers) {
        List<Card> worst = confusion.worst(WORST).stream()
                .map(errors -> card(errors, Objects.requireNonNull(answers.get(errors.image()))))
                .toList();
        return new Report(title, figures.toString(), worst, table(figures), List.of(Report.Engine.working(info)));
    }

    private static Card card(PictureErrors errors, Answer<Detections> answer) {
        String badge = errors.missed() + " missed, " + errors.extra() + " extra, " + errors.confused() + " confused";
        if (answer.outcome() instanceof Outcome.Failure<Detections> failure) {
            return Cards.failed(answer, failure);
        }
        List<Detection> shown = answer.outcome().orThrow().objects().stream()
                .filter(found -> found.score() >= SHOWN_SCORE)
                .toList();
        return new Card(answer.picture(), badge, Tone.PLAIN, List.of(), null, overlay -> Detect.draw(overlay, shown));
    }

    private static Table table(CocoFigures figures) {
        List<Table.Column> columns = List.of(
                Table.Column.text("class"),
                Table.Column.number("objects"),
                Table.Column.number("AP"),
                Table.Column.number("AP50"),
                Table.Column.number("AR100"));
        return new Table(
                columns,
                figures.categories().stream()
                        .map(each -> List.of(
                                each.category().name(),
                                Integer.toString(each.objects()),
                                AnswerTable.score((float) each.ap()),
                                AnswerTable.score((float) each.ap50()),
                                AnswerTable.score((float) each.ar100())))
                        .toList());
    }
}
