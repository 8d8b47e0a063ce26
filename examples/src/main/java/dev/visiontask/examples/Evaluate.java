package dev.visiontask.examples;

import dev.visiontask.Outcome;
import dev.visiontask.VisionException;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.detection.evaluation.CocoEvaluation;
import dev.visiontask.detection.evaluation.CocoFigures;
import dev.visiontask.detection.evaluation.ConfusionEvaluation;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionConfusion;
import dev.visiontask.detection.evaluation.DetectionResults;
import dev.visiontask.detection.evaluation.ObjectDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures a detector on pictures whose objects are known: COCO's figures, what is taken for what, and the worst
 * pictures. {@code --help} lists the options.
 */
public final class Evaluate {
    private static final String PICTURES = "--pictures";
    private static final String ANNOTATIONS = "--annotations";
    private static final String THRESHOLD = "--threshold";
    private static final String NMS_IOU = "--nms-iou";
    private static final String MAX_RESULTS = "--max-results";
    private static final String RENAME = "--rename";
    private static final String SKIP = "--skip-problems";
    private static final String COCO = "--coco";
    private static final String JSON = "--json";
    private static final String REPORT = "--report";
    private static final String HELP = "--help";

    /** Low, since average precision is about the whole curve; COCO counts the best 100 of a picture. */
    private static final float LOWEST_SCORE = 0.01f;

    private static final int MOST_RESULTS = 100;
    private static final int NAMED = 10;

    private static final List<Option> OPTIONS = Stream.concat(
                    ModelOptions.ALL.stream(),
                    Stream.of(
                            Option.of(PICTURES, "DIR", "the folder of the pictures"),
                            Option.of(ANNOTATIONS, "FILE", "the true objects: a COCO instances file"),
                            Option.of(THRESHOLD, "SCORE", "the lowest score that counts, 0 to 1; else 0.01"),
                            Option.of(
                                    NMS_IOU, "IOU", "boxes of one class that overlap more are one object; mostly 0.5"),
                            Option.of(MAX_RESULTS, "N", "how many objects of a picture count at most; else 100"),
                            Option.list(RENAME, "LABEL=CATEGORY", "what the annotations call a label; repeatable"),
                            Option.flag(SKIP, "leaves out annotations and pictures that cannot be used"),
                            Option.of(COCO, "FILE", "writes what was found as a COCO results file"),
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
            Arguments arguments = Arguments.parse(OPTIONS, args);
            if (arguments.has(HELP)) {
                terminal.out()
                        .print("Evaluate: measures a detector on pictures whose objects are known.\n\n"
                                + Arguments.describe(OPTIONS));
                return ExitCode.OK;
            }
            return evaluate(arguments);
        } catch (UsageException | VisionException | IllegalArgumentException e) {
            terminal.err().println("Evaluate: " + e.getMessage());
            terminal.err().println("See Evaluate " + HELP + ".");
            return ExitCode.USAGE;
        }
    }

    private int evaluate(Arguments arguments) {
        Path folder = path(arguments.require(PICTURES));
        boolean skip = arguments.has(SKIP);
        ObjectDataset truth = ObjectDataset.readCoco(path(arguments.require(ANNOTATIONS)));
        List<DatasetImage> missing = truth.missingFiles(folder);
        if (!missing.isEmpty() && !skip) {
            throw new UsageException("Expected the pictures of " + truth.name() + " in " + folder + ", found "
                    + missing.size() + " missing: " + names(missing) + ". Leave them out with " + SKIP + ".");
        }
        ObjectDataset pictured = missing.isEmpty() ? truth : without(truth, missing);
        try (ObjectDetector detector = open(arguments)) {
            Map<DatasetImage, Answer<Detections>> answers = answers(detector, pictured, folder);
            DetectionResults results = results(truth, arguments);
            answers.forEach((image, answer) -> {
                if (answer.outcome() instanceof Outcome.Success<Detections> success) {
                    results.add(image.id(), success.value());
                } else if (answer.outcome() instanceof Outcome.Failure<Detections> failure) {
                    terminal.err().println("not answered: " + failure.error().getMessage());
                }
            });
            arguments.get(COCO).map(Evaluate::path).ifPresent(results::writeCoco);
            show(arguments, detector, pictured, results, answers);
            return answers.values().stream().allMatch(answer -> answer.outcome().isSuccess())
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        }
    }

    private static DetectionResults results(ObjectDataset truth, Arguments arguments) {
        DetectionResults results = DetectionResults.of(truth.categories());
        for (String pair : arguments.all(RENAME)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException("Expected " + RENAME + " LABEL=CATEGORY, found: " + pair);
            }
            results.alias(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return results;
    }

    /** What is not there was not looked at: it must not count as missed. */
    private static ObjectDataset without(ObjectDataset truth, List<DatasetImage> missing) {
        Set<Long> gone = missing.stream().map(DatasetImage::id).collect(Collectors.toSet());
        ObjectDataset.Builder rest = ObjectDataset.builder(truth.name());
        truth.categories().forEach(rest::add);
        truth.images().stream().filter(image -> !gone.contains(image.id())).forEach(rest::add);
        truth.objects().stream()
                .filter(object -> !gone.contains(object.imageId()))
                .forEach(rest::add);
        return rest.build();
    }

    private static String names(List<DatasetImage> images) {
        String names = images.stream().limit(NAMED).map(DatasetImage::fileName).collect(Collectors.joining(", "));
        return images.size() > NAMED ? names + ", ..." : names;
    }

    private static ObjectDetector open(Arguments arguments) {
        DetectionOptions.Builder options = DetectionOptions.builder()
                .scoreThreshold(arguments.number(THRESHOLD).orElse(LOWEST_SCORE))
                .maxResults(arguments.number(MAX_RESULTS).map(Float::intValue).orElse(MOST_RESULTS));
        arguments.number(NMS_IOU).ifPresent(options::nmsIou);
        return ModelOptions.apply(ObjectDetector.builder(), arguments)
                .options(options.build())
                .build();
    }

    private Map<DatasetImage, Answer<Detections>> answers(ObjectDetector detector, ObjectDataset truth, Path folder) {
        List<DatasetImage> images = truth.images();
        if (images.isEmpty()) {
            throw new UsageException("Expected pictures in " + truth.name() + ", found none");
        }
        List<Path> files =
                images.stream().map(image -> folder.resolve(image.fileName())).toList();
        List<Answer<Detections>> answers = PictureRun.of(detector, files, terminal, answer -> {});
        Map<DatasetImage, Answer<Detections>> byImage = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            byImage.put(images.get(i), answers.get(i));
        }
        return byImage;
    }

    private void show(
            Arguments arguments,
            ObjectDetector detector,
            ObjectDataset truth,
            DetectionResults results,
            Map<DatasetImage, Answer<Detections>> answers) {
        CocoEvaluation evaluation = CocoEvaluation.ofBoxes(truth);
        ConfusionEvaluation comparison = ConfusionEvaluation.of(truth).fromScore(EvaluationReport.SHOWN_SCORE);
        boolean skip = arguments.has(SKIP);
        CocoFigures figures = (skip ? evaluation.skippingProblems() : evaluation).evaluate(results);
        DetectionConfusion confusion = (skip ? comparison.skippingProblems() : comparison).evaluate(results);
        terminal.out().println(figures);
        terminal.out().println(figures.categoryTable());
        terminal.out().println("with a score of at least " + EvaluationReport.SHOWN_SCORE + ":");
        terminal.out().println(confusion);
        arguments.get(JSON).map(Evaluate::path).ifPresent(file -> write(file, figures));
        arguments.get(REPORT).map(Evaluate::path).ifPresent(folder -> {
            Report report = EvaluationReport.of(
                    "Evaluate: " + arguments.require(ModelOptions.MODEL), detector.info(), figures, confusion, answers);
            writeReport(folder, report);
        });
    }

    private static void write(Path file, CocoFigures figures) {
        try {
            Files.writeString(file, figures.toJson() + "\n");
        } catch (IOException e) {
            throw new UsageException("Expected a file that can be written for " + JSON + ", found: " + e, e);
        }
    }

    private void writeReport(Path folder, Report report) {
        try {
            terminal.out().println("report: " + new HtmlReport(folder).write(report));
        } catch (IOException e) {
            throw new UsageException("Expected a folder that can be written for " + REPORT + ", found: " + e, e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("Expected a path, found: " + text, e);
        }
    }
}
