package dev.visiontask.examples;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.VisionTask;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A user's model on a user's files, for any task: reads the options, opens the task, answers every file, and writes a
 * table or JSON lines and a report.
 *
 * @param <I> what the task looks at
 * @param <R> the result of the task
 */
final class FileProgram<I, R> {
    static final String INPUT = "--input";
    static final String JSON = "--json";
    static final String REPORT = "--report";
    static final String INFO = "--info";
    static final String HELP = "--help";

    private static final double NANOS_PER_SECOND = 1e9;

    private final FileTask<I, R> task;
    private final Terminal terminal;
    private final List<Option> options;

    FileProgram(FileTask<I, R> task, Terminal terminal) {
        this.task = task;
        this.terminal = terminal;
        this.options = Stream.of(ModelOptions.ALL, task.options(), options(task.noun()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Option> options(String noun) {
        return List.of(
                Option.list(
                        INPUT,
                        "FILE|DIR|GLOB",
                        "the " + noun + "s; repeatable, and " + INPUT + " itself may be left out"),
                Option.of(JSON, "FILE", "writes one line of JSON a " + noun + ", instead of the table"),
                Option.of(REPORT, "DIR", "writes an HTML report to DIR/index.html"),
                Option.flag(INFO, "prints the model, the engine and every setting with its origin"),
                Option.flag(HELP, "prints this text"));
    }

    /** Runs the program and gives its {@link ExitCode}. */
    int run(String... args) {
        try {
            Arguments arguments = Arguments.parse(options, args);
            if (arguments.has(HELP)) {
                terminal.out().print(usage());
                return ExitCode.OK;
            }
            return run(arguments);
        } catch (UsageException | BackendNotFoundException e) {
            terminal.err().println(task.program() + ": " + e.getMessage());
            terminal.err().println("See " + task.program() + " " + HELP + ".");
            return ExitCode.USAGE;
        }
    }

    private String usage() {
        return task.program() + ": " + task.purpose() + "\n\n" + Arguments.describe(options)
                + "\nExit code: 0 if every " + task.noun()
                + " was answered, 1 if some were not or lack their end, 2 if the call was"
                + " wrong or the model does not open.\n";
    }

    private int run(Arguments arguments) {
        arguments.require(ModelOptions.MODEL);
        if (!arguments.has(INFO)) {
            arguments.require(INPUT);
        }
        FileInput<I> input = task.input(arguments);
        List<Path> files = new ArrayList<>();
        arguments.all(INPUT).forEach(named -> files.addAll(input.find().apply(named)));
        try (VisionTask<I, R> opened = open(arguments)) {
            if (arguments.has(INFO)) {
                terminal.out().println(opened.info());
            }
            return files.isEmpty()
                    ? ExitCode.OK
                    : answer(opened, new FileRun<>(opened, input, terminal), files, arguments);
        }
    }

    private VisionTask<I, R> open(Arguments arguments) {
        try {
            return task.open(arguments);
        } catch (VisionException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private int answer(VisionTask<I, R> opened, FileRun<I, R> run, List<Path> files, Arguments arguments) {
        Optional<Path> json = arguments.get(JSON).map(FileProgram::path);
        Optional<Path> report = arguments.get(REPORT).map(FileProgram::path);
        task.planned(files);
        String backend = opened.info().backend();
        long start = System.nanoTime();
        List<Answer<R>> answers;
        if (json.isPresent()) {
            try (JsonLines<R> lines = new JsonLines<>(json.get(), task)) {
                Consumer<Answer<R>> keep = this::keep;
                answers = run.answers(backend, files, keep.andThen(lines::write));
            }
        } else {
            answers = run.answers(backend, files, this::keep);
            terminal.out().print(table(answers).toText());
        }
        String summary = summary(answers, (System.nanoTime() - start) / NANOS_PER_SECOND);
        showErrors(answers);
        terminal.out().println(summary);
        String note = task.finished();
        if (!note.isEmpty()) {
            terminal.out().println(note);
        }
        String title = task.program() + ": " + arguments.require(ModelOptions.MODEL);
        report.ifPresent(folder -> writeReport(folder, report(title, summary, answers, engine(opened))));
        List<String> problems = task.problems();
        problems.forEach(terminal.err()::println);
        boolean answered = answers.stream().allMatch(answer -> answer.outcome().isSuccess());
        return answered && problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Report report(String title, String summary, List<Answer<R>> answers, Report.Engine engine) {
        String heading = task.noun().substring(0, 1).toUpperCase(Locale.ROOT)
                + task.noun().substring(1) + "s";
        List<Report.Card> cards =
                answers.stream().map(answer -> Cards.ofAnswer(answer, task)).toList();
        return new Report(
                title,
                summary,
                List.of(new Report.Section(heading, "", List.of(), cards, table(answers), List.of(engine))));
    }

    private void keep(Answer<R> answer) {
        if (answer.outcome() instanceof Outcome.Success<R> success) {
            task.answered(answer.file(), success.value());
        }
    }

    private static Report.Engine engine(VisionTask<?, ?> opened) {
        return Report.Engine.working(opened.info());
    }

    private Table table(List<Answer<R>> answers) {
        return AnswerTable.of(answers, task.noun(), task::findings);
    }

    private void showErrors(List<Answer<R>> answers) {
        for (Answer<R> answer : answers) {
            if (answer.outcome() instanceof Outcome.Failure<R> failure) {
                terminal.err()
                        .println(failure.error().getClass().getSimpleName() + ": "
                                + failure.error().getMessage());
            }
        }
    }

    private String summary(List<Answer<R>> answers, double seconds) {
        long answered =
                answers.stream().filter(answer -> answer.outcome().isSuccess()).count();
        return String.format(
                Locale.ROOT,
                "%d answered, %d failed, %.1f %ss/s",
                answered,
                answers.size() - answered,
                answers.size() / seconds,
                task.noun());
    }

    private void writeReport(Path folder, Report report) {
        try {
            terminal.out().println("report: " + new HtmlReport(folder).write(report));
        } catch (IOException e) {
            throw new UsageException("Expected a folder that can be written for " + REPORT + ", found: " + e, e);
        }
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("Expected a path, found: " + text, e);
        }
    }
}
