package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.examples.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Answers as a table: file, label, score, engine, milliseconds. */
final class AnswerTable {
    private AnswerTable() {}

    /**
     * A row for each finding; one for a file without any.
     *
     * @param noun what a file is called
     * @param findings what a result shows
     */
    static <R> Table of(List<Answer<R>> answers, String noun, Function<R, List<Finding>> findings) {
        List<Column> columns = List.of(
                Column.text(noun),
                Column.text("label"),
                Column.number("score"),
                Column.text("engine"),
                Column.number("ms"));
        List<List<String>> rows = new ArrayList<>();
        for (Answer<R> answer : answers) {
            if (answer.outcome() instanceof Outcome.Success<R> success) {
                List<Finding> found = findings.apply(success.value());
                found.forEach(
                        each -> rows.add(row(answer.file().toString(), each.label(), score(each.score()), answer)));
                if (found.isEmpty()) {
                    rows.add(row(answer.file().toString(), "(nothing)", "", answer));
                }
            } else {
                rows.add(row(answer.file().toString(), "(failed)", "", answer));
            }
        }
        return new Table(columns, rows);
    }

    private static List<String> row(String name, String label, String score, Answer<?> answer) {
        return List.of(name, label, score, answer.backend(), answer.millisText());
    }

    /** A score as people read it. */
    static String score(float score) {
        return String.format(Locale.ROOT, "%.4f", score);
    }
}
