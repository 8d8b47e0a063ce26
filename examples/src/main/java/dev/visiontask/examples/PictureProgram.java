package dev.visiontask.examples;

import dev.visiontask.ImageSource;
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
 * A user's model on a user's pictures, for any task: reads the options, opens the task, answers every picture, and
 * writes a table or JSON lines and a report.
 *
 * @param <R> the result of the task
 */
final class PictureProgram<R> {
    static final String INPUT = "--input";
    static final String JSON = "--json";
    static final String REPORT = "--report";
    static final String INFO = "--info";
    static final String HELP = "--help";

    private static final List<Option> OPTIONS = List.of(
            Option.list(INPUT, "FILE|DIR|GLOB", "the pictures; repeatable"),
            Option.of(JSON, "FILE", "writes one line of JSON a picture, instead of the table"),
            Option.of(REPORT, "DIR", "writes an HTML report to DIR/index.html"),
            Option.flag(INFO, "prints the model, the engine and every setting with its origin"),
            Option.flag(HELP, "prints this text"));

    private static final double NANOS_PER_SECOND = 1e9;

    private final PictureTask<R> task;
    private final Terminal terminal;
    private final List<Option> options;

    PictureProgram(PictureTask<R> task, Terminal terminal) {
        this.task = task;
        this.terminal = terminal;
        this.options = Stream.of(ModelOptions.ALL, task.options(), OPTIONS)
                .flatMap(List::stream)
                .toList();
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
        } catch (UsageException e) {
            terminal.err().println(task.program() + ": " + e.getMessage());
            terminal.err().println("See " + task.program() + " " + HELP + ".");
            return ExitCode.USAGE;
        }
    }

    private String usage() {
        return task.program() + ": " + task.purpose() + "\n\n" + Arguments.describe(options)
                + "\nExit code: 0 if every picture was answered, 1 if some were not, 2 if the call was wrong or the"
                + " model does not open.\n";
    }

    private int run(Arguments arguments) {
        arguments.require(ModelOptions.MODEL);
        if (!arguments.has(INFO)) {
            arguments.require(INPUT);
        }
        List<Path> pictures = new ArrayList<>();
        arguments.all(INPUT).forEach(input -> pictures.addAll(PictureFiles.find(input)));
        try (VisionTask<ImageSource, R> opened = open(arguments)) {
            if (arguments.has(INFO)) {
                terminal.out().println(opened.info());
            }
            return pictures.isEmpty() ? ExitCode.OK : answer(opened, pictures, arguments);
        }
    }

    private VisionTask<ImageSource, R> open(Arguments arguments) {
        try {
            return task.open(arguments);
        } catch (VisionException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private int answer(VisionTask<ImageSource, R> opened, List<Path> pictures, Arguments arguments) {
        Optional<Path> json = arguments.get(JSON).map(PictureProgram::path);
        Optional<Path> report = arguments.get(REPORT).map(PictureProgram::path);
        String backend = opened.info().backend();
        long start = System.nanoTime();
        List<Answer<R>> answers;
        if (json.isPresent()) {
            try (JsonLines<R> lines = new JsonLines<>(json.get(), task)) {
                Consumer<Answer<R>> keep = this::keep;
                answers = PictureRun.of(opened, backend, pictures, terminal, keep.andThen(lines::write));
            }
        } else {
            answers = PictureRun.of(opened, backend, pictures, terminal, this::keep);
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
        report.ifPresent(folder ->
                writeReport(folder, Report.of(title, summary, cards(answers), table(answers), engine(opened))));
        return answers.stream().allMatch(answer -> answer.outcome().isSuccess()) ? ExitCode.OK : ExitCode.FAILED;
    }

    private void keep(Answer<R> answer) {
        if (answer.outcome() instanceof Outcome.Success<R> success) {
            task.answered(answer.picture(), success.value());
        }
    }

    private static Report.Engine engine(VisionTask<?, ?> opened) {
        return Report.Engine.working(opened.info());
    }

    private Table table(List<Answer<R>> answers) {
        return AnswerTable.of(answers, answer -> answer.picture().toString(), task::findings);
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

    private static <R> String summary(List<Answer<R>> answers, double seconds) {
        long answered =
                answers.stream().filter(answer -> answer.outcome().isSuccess()).count();
        return String.format(
                Locale.ROOT,
                "%d answered, %d failed, %.1f pictures/s",
                answered,
                answers.size() - answered,
                answers.size() / seconds);
    }

    private List<Report.Card> cards(List<Answer<R>> answers) {
        return answers.stream().map(answer -> Cards.ofAnswer(answer, task)).toList();
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
