package dev.visiontask.examples;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One family of tasks on all engines: what they answered, and whether they agree.
 *
 * @param <I> what the task looks at
 * @param <R> the result of the task
 */
final class TourStop<I, R> {
    private final Family<I, R> family;
    private final List<EngineRun<R>> all;
    private final List<EngineRun<R>> working;
    private final Agreement agreement;

    private TourStop(Family<I, R> family, List<EngineRun<R>> all) {
        this.family = family;
        this.all = all;
        this.working = all.stream().filter(EngineRun::isDone).toList();
        this.agreement = Agreement.of(family, working);
    }

    /** Asks every engine about every file. */
    static <I, R> TourStop<I, R> visit(Family<I, R> family, List<String> engines, Terminal terminal) {
        List<EngineRun<R>> runs = new ArrayList<>();
        engines.forEach(engine -> runs.add(ask(family, engine, terminal)));
        return new TourStop<>(family, runs);
    }

    private static <I, R> EngineRun<R> ask(Family<I, R> family, String engine, Terminal terminal) {
        try (VisionTask<I, R> task = family.open(engine)) {
            String title = family.model() + " on " + engine;
            FileRun<I, R> run = new FileRun<>(task, family.input(), terminal);
            return EngineRun.done(task.info(), run.answers(title, family.files(), answer -> {}));
        } catch (BackendNotFoundException notHere) {
            return EngineRun.notHere(engine, notHere);
        } catch (VisionException broken) {
            return EngineRun.broken(engine, broken);
        }
    }

    /** Whether some engine works, all that are here answered everything, and they agree. */
    boolean isGood() {
        return !working.isEmpty()
                && all.stream().noneMatch(EngineRun::isBroken)
                && agreement.disagreements().isEmpty();
    }

    /** Whether the engines agree, in one line unless they do not. */
    String outcome() {
        return family.model() + ": " + agreement.describe(working.size());
    }

    /** How good the answers of the engines are, and what is wrong with those that did not work; a line each. */
    String engines() {
        Map<String, List<String>> namesByQuality = new LinkedHashMap<>();
        for (EngineRun<R> run : all) {
            namesByQuality
                    .computeIfAbsent(quality(run), quality -> new ArrayList<>())
                    .add(run.engine().name());
        }
        return namesByQuality.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining("\n"));
    }

    private String quality(EngineRun<R> run) {
        if (run.isDone()) {
            return family.quality(run.answers().stream()
                    .filter(answer -> answer.outcome().isSuccess())
                    .toList());
        }
        return (run.isBroken() ? "failed: " : "not available here: ")
                + run.engine().problem();
    }

    /** A row a file: the answer of the first engine, and the time of each. */
    Table table() {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text(family.model()), Column.text("answer"), Column.number(family.scoreName())));
        working.forEach(run -> columns.add(Column.number(run.engine().name() + " ms")));
        List<List<String>> rows = new ArrayList<>();
        for (List<Answer<R>> answers : byFile()) {
            Answer<R> first = answers.get(0);
            List<String> row = new ArrayList<>(List.of(first.fileName()));
            if (first.outcome() instanceof Outcome.Success<R> success) {
                Verdict verdict = family.verdict(first.file(), success.value());
                row.addAll(List.of(verdict.answer(), AnswerTable.score(verdict.score())));
            } else {
                row.addAll(List.of("(failed)", ""));
            }
            answers.forEach(answer -> row.add(answer.millisText()));
            rows.add(row);
        }
        return new Table(columns, rows);
    }

    /** The answers of all engines that work, file by file. */
    private List<List<Answer<R>>> byFile() {
        List<List<Answer<R>>> files = new ArrayList<>();
        for (int i = 0; !working.isEmpty() && i < family.files().size(); i++) {
            int place = i;
            files.add(working.stream().map(run -> run.answers().get(place)).toList());
        }
        return files;
    }

    /** For the report. */
    Report.Section section() {
        List<Card> cards = byFile().stream().map(this::card).toList();
        return new Report.Section(
                family.title(),
                agreement.describe(working.size()) + "\n" + engines() + "\nBars: " + family.scoreMeaning()
                        + ", and the time of the call.",
                legend(cards),
                cards,
                table(),
                all.stream().map(EngineRun::engine).toList());
    }

    private List<String> legend(List<Card> cards) {
        boolean isDrawn = cards.stream().flatMap(card -> card.shots().stream()).anyMatch(shot -> shot.draw() != null);
        TaskInfo info = working.isEmpty() ? null : working.get(0).engine().info();
        return isDrawn && info != null ? info.labels() : List.of();
    }

    private Card card(List<Answer<R>> answers) {
        List<Bar> bars = new ArrayList<>();
        for (Answer<R> answer : answers) {
            if (answer.outcome() instanceof Outcome.Failure<R> failure) {
                return Cards.failed(answer, failure);
            }
            Verdict verdict = family.verdict(answer.file(), answer.outcome().orThrow());
            bars.add(new Bar(answer.backend(), verdict.score(), answer.millisText() + " ms"));
        }
        Answer<R> first = answers.get(0);
        R result = first.outcome().orThrow();
        Verdict verdict = family.verdict(first.file(), result);
        return new Card(first.file(), verdict.badge(), verdict.tone(), bars, null, family.shots(first.file(), result));
    }
}
