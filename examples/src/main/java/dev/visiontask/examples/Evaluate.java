package dev.visiontask.examples;

import dev.visiontask.VisionException;
import dev.visiontask.examples.Measurement.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures a model on pictures whose answers are known: a detector, a segmenter or a classifier, by the kind of truth
 * that is given. {@code --help} lists the options.
 */
public final class Evaluate {
    static final String PICTURES = "--pictures";
    static final String SKIP = "--skip-problems";
    static final String REPORT = "--report";
    private static final String JSON = "--json";
    private static final String HELP = "--help";

    /** How many pictures a report shows. */
    static final int WORST = 24;

    private static final List<Measurement> KINDS =
            List.of(new DetectionMeasurement(), new SegmentationMeasurement(), new ClassificationMeasurement());

    private static final List<Option> COMMON = Stream.concat(
                    ModelOptions.ALL.stream(),
                    Stream.of(
                            Option.of(PICTURES, "DIR", "the folder of the pictures"),
                            Option.flag(SKIP, "leaves out what does not fit, such as pictures that are missing"),
                            Option.of(JSON, "FILE", "writes the figures as JSON"),
                            Option.of(REPORT, "DIR", "writes the worst pictures to DIR/index.html"),
                            Option.flag(HELP, "prints this text")))
            .toList();

    private final Terminal terminal;

    Evaluate(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Ends the process with 0 if every picture was answered, 1 if some were not, 2 if the call was wrong. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.standard();
        terminal.exit(new Evaluate(terminal).run(args));
    }

    /** Runs the program and gives its {@link ExitCode}. */
    int run(String... args) {
        try {
            Arguments arguments = Arguments.parse(allOptions(), args);
            if (arguments.has(HELP)) {
                terminal.out().print(usage());
                return ExitCode.OK;
            }
            arguments.require(ModelOptions.MODEL);
            arguments.require(PICTURES);
            Measurement kind = kind(arguments);
            refuseOthers(arguments, kind);
            return show(arguments, kind.measure(arguments, terminal));
        } catch (UsageException | VisionException | IllegalArgumentException e) {
            terminal.err().println("Evaluate: " + e.getMessage());
            terminal.err().println("See Evaluate " + HELP + ".");
            return ExitCode.USAGE;
        }
    }

    /** Each name once, though kinds share some. */
    private static List<Option> allOptions() {
        Map<String, Option> byName = new LinkedHashMap<>();
        COMMON.forEach(option -> byName.put(option.name(), option));
        KINDS.forEach(kind -> ownOptions(kind).forEach(option -> byName.putIfAbsent(option.name(), option)));
        return List.copyOf(byName.values());
    }

    private static List<Option> ownOptions(Measurement kind) {
        return Stream.concat(kind.truth().stream(), kind.options().stream()).toList();
    }

    private static String usage() {
        return "Evaluate: measures a model on pictures whose answers are known.\n\n" + Arguments.describe(COMMON)
                + KINDS.stream()
                        .map(kind -> "\n" + kind.title() + ":\n" + Arguments.describe(ownOptions(kind)))
                        .collect(Collectors.joining());
    }

    private static Measurement kind(Arguments arguments) {
        List<String> given = KINDS.stream()
                .flatMap(kind -> kind.truth().stream())
                .map(Option::name)
                .filter(arguments::has)
                .toList();
        if (given.size() != 1) {
            String all = KINDS.stream()
                    .flatMap(kind -> kind.truth().stream())
                    .map(Option::form)
                    .collect(Collectors.joining(", "));
            throw new UsageException("Expected one of " + all + ", which say what is true, found: "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        return KINDS.stream()
                .filter(kind -> kind.truth().stream().map(Option::name).anyMatch(given::contains))
                .findFirst()
                .orElseThrow();
    }

    /** An option that would do nothing is a mistake. */
    private static void refuseOthers(Arguments arguments, Measurement kind) {
        List<String> known = Stream.concat(COMMON.stream(), ownOptions(kind).stream())
                .map(Option::name)
                .toList();
        for (Option option : allOptions()) {
            if (arguments.has(option.name()) && !known.contains(option.name())) {
                String truth = kind.truth().stream()
                        .map(Option::name)
                        .filter(arguments::has)
                        .collect(Collectors.joining());
                throw new UsageException("Expected an option that goes with " + truth + ", found: " + option.name());
            }
        }
    }

    private int show(Arguments arguments, Measured measured) {
        terminal.out().print(measured.text());
        arguments.get(JSON).map(FileProgram::path).ifPresent(file -> write(file, measured.json()));
        arguments.get(REPORT).map(FileProgram::path).ifPresent(folder -> write(folder, measured.report()));
        return measured.isComplete() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void write(Path file, String json) {
        try {
            Files.writeString(file, json + "\n");
        } catch (IOException e) {
            throw new UsageException("Expected a file that can be written for " + JSON + ", found: " + e, e);
        }
    }

    private void write(Path folder, Report report) {
        try {
            terminal.out().println("report: " + new HtmlReport(folder).write(report));
        } catch (IOException e) {
            throw new UsageException("Expected a folder that can be written for " + REPORT + ", found: " + e, e);
        }
    }
}
