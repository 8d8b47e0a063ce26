package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.evaluation.Category;
import dev.visiontask.detection.evaluation.CocoFigures;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionConfusion;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.detection.evaluation.PictureErrors;
import dev.visiontask.detection.evaluation.TrueObject;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.examples.Report.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The figures of a detector as a report: the worst pictures with what was found and what is there, and a table. */
final class DetectionReport {
    /** What a user would look at. */
    static final float SHOWN_SCORE = 0.25f;

    private final ObjectDataset truth;
    private final CocoFigures figures;
    private final DetectionConfusion confusion;

    DetectionReport(ObjectDataset truth, CocoFigures figures, DetectionConfusion confusion) {
        this.truth = truth;
        this.figures = figures;
        this.confusion = confusion;
    }

    Report of(String title, TaskInfo info, Map<DatasetImage, Answer<Detections>> answers) {
        List<Card> worst = confusion.worst(Evaluate.WORST).stream()
                .map(errors -> card(errors, info.labels(), Objects.requireNonNull(answers.get(errors.image()))))
                .toList();
        return Report.of(title, summary(), worst, table(), Report.Engine.working(info));
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "AP %.4f, AP50 %.4f, AP75 %.4f, AR with 100 results %.4f; %d pictures, %d objects",
                figures.ap(),
                figures.ap50(),
                figures.ap75(),
                figures.ar100(),
                truth.images().size(),
                truth.objects().size());
    }

    private Card card(PictureErrors errors, List<String> labels, Answer<Detections> answer) {
        String badge = errors.missed() + " missed, " + errors.extra() + " extra, " + errors.confused() + " confused";
        if (answer.outcome() instanceof Outcome.Failure<Detections> failure) {
            return Cards.failed(answer, failure);
        }
        Detections all = answer.outcome().orThrow();
        List<Detection> likely = all.objects().stream()
                .filter(found -> found.score() >= SHOWN_SCORE)
                .toList();
        Detections shown = new Detections(likely, all.imageSize());
        List<Shot> shots = List.of(
                Shot.of("found", answer.file(), shown::drawOn),
                Shot.of("truth", answer.file(), overlay -> drawTruth(overlay, errors.image(), labels)));
        return new Card(answer.file(), badge, Tone.PLAIN, List.of(), null, shots);
    }

    /** In the colours of what was found, as far as the model has the class. */
    private void drawTruth(Overlay overlay, DatasetImage image, List<String> labels) {
        for (TrueObject object : truth.objects()) {
            if (object.imageId() == image.id()) {
                String name = truth.categories().stream()
                        .filter(category -> category.id() == object.categoryId())
                        .map(Category::name)
                        .findFirst()
                        .orElse("");
                int index = labels.indexOf(name);
                overlay.box(object.box().toBox(), name, index < 0 ? labels.size() : index);
            }
        }
    }

    private Table table() {
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
