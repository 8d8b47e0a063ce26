package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.evaluation.ClassificationFigures;
import dev.visiontask.evaluation.ConfusionMatrix;
import dev.visiontask.evaluation.TextTable;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.examples.Report.Tone;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a classifier as a report: its surest mistakes, and a table of the classes. */
final class ClassificationReport {
    private final ClassificationFigures figures;
    private final Map<Path, Integer> truth;

    ClassificationReport(ClassificationFigures figures, Map<Path, Integer> truth) {
        this.figures = figures;
        this.truth = truth;
    }

    Report of(String title, TaskInfo info, List<Answer<Classifications>> answers) {
        List<Card> worst = answers.stream()
                .filter(answer -> !isRight(answer))
                .sorted(Comparator.comparingDouble(ClassificationReport::sureness)
                        .reversed())
                .limit(Evaluate.WORST)
                .map(answer -> card(answer, info.labels()))
                .toList();
        String summary = String.format(
                Locale.ROOT,
                "top-1 %s, top-5 %s, macro F1 %s, %d pictures",
                TextTable.share(figures.topAccuracy(1)),
                TextTable.share(figures.topAccuracy(5)),
                TextTable.share(figures.macroF1()),
                figures.count());
        return Report.of(title, summary, worst, table(), Report.Engine.working(info));
    }

    private boolean isRight(Answer<Classifications> answer) {
        return answer.outcome() instanceof Outcome.Success<Classifications> success
                && !success.value().isEmpty()
                && success.value().best().index() == truth.getOrDefault(answer.file(), 0);
    }

    /** Pictures without an answer come first. */
    private static double sureness(Answer<Classifications> answer) {
        if (answer.outcome() instanceof Outcome.Success<Classifications> success) {
            return success.value().isEmpty() ? 0 : success.value().best().score();
        }
        return Double.POSITIVE_INFINITY;
    }

    private Card card(Answer<Classifications> answer, List<String> labels) {
        if (answer.outcome() instanceof Outcome.Failure<Classifications> failure) {
            return Cards.failed(answer, failure);
        }
        Classifications found = answer.outcome().orThrow();
        String said = found.isEmpty() ? "nothing" : found.best().label();
        String badge = said + ", expected " + labels.get(truth.getOrDefault(answer.file(), 0));
        return new Card(
                answer.file(),
                badge,
                Tone.BAD,
                Cards.bars(Classify.findingsOf(found)),
                null,
                List.of(Shot.of(answer.file(), null)));
    }

    private Table table() {
        ConfusionMatrix confusion = figures.confusion();
        List<Table.Column> columns = List.of(
                Table.Column.text("class"),
                Table.Column.number("pictures"),
                Table.Column.number("precision"),
                Table.Column.number("recall"),
                Table.Column.number("F1"));
        return new Table(
                columns,
                figures.classes().stream()
                        .filter(each -> each.support() + confusion.predictedCount(each.index()) > 0)
                        .map(each -> List.of(
                                each.label(),
                                Long.toString(each.support()),
                                TextTable.share(each.precision()),
                                TextTable.share(each.recall()),
                                TextTable.share(each.f1())))
                        .toList());
    }
}
