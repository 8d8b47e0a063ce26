package dev.visiontask.examples;

import dev.visiontask.Outcome;
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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures detectors: COCO's figures, what is taken for what, and the worst pictures. */
final class DetectionMeasurement implements Measurement {
    private static final String ANNOTATIONS = "--annotations";
    private static final String THRESHOLD = "--threshold";
    private static final String NMS_IOU = "--nms-iou";
    private static final String MAX_RESULTS = "--max-results";
    private static final String RENAME = "--rename";
    private static final String USE_MASKS = "--use-masks";
    private static final String COCO = "--coco";

    /** Low, since average precision is about the whole curve; COCO counts the best 100 of a picture. */
    private static final float LOWEST_SCORE = 0.01f;

    private static final int MOST_RESULTS = 100;
    private static final int NAMED = 10;

    @Override
    public String title() {
        return "Detectors";
    }

    @Override
    public List<Option> truth() {
        return List.of(Option.of(ANNOTATIONS, "FILE", "the true objects: a COCO instances file"));
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.of(THRESHOLD, "SCORE", "the lowest score that counts, 0 to 1; else 0.01"),
                Option.of(NMS_IOU, "IOU", "boxes of one class that overlap more are one object; mostly 0.5"),
                Option.of(MAX_RESULTS, "N", "how many objects of a picture count at most; else 100"),
                Option.list(RENAME, "LABEL=CATEGORY", "what the annotations call a label; repeatable"),
                Option.flag(USE_MASKS, "compares masks in place of boxes, of a model and annotations that have them"),
                Option.of(COCO, "FILE", "writes what was found as a COCO results file"));
    }

    @Override
    public Measured measure(Arguments arguments, Terminal terminal) {
        Path folder = FileProgram.path(arguments.require(Evaluate.PICTURES));
        ObjectDataset truth = ObjectDataset.readCoco(FileProgram.path(arguments.require(ANNOTATIONS)));
        refuseDoubled(truth);
        ObjectDataset pictured = pictured(truth, folder, arguments.has(Evaluate.SKIP));
        try (ObjectDetector detector = open(arguments)) {
            Map<DatasetImage, Answer<Detections>> answers = answers(detector, pictured, folder, terminal);
            DetectionResults results = results(truth, arguments);
            answers.forEach((image, answer) -> {
                if (answer.outcome() instanceof Outcome.Success<Detections> success) {
                    results.add(image.id(), success.value());
                } else if (answer.outcome() instanceof Outcome.Failure<Detections> failure) {
                    terminal.err().println("not answered: " + failure.error().getMessage());
                }
            });
            arguments.get(COCO).map(FileProgram::path).ifPresent(results::writeCoco);
            return measured(arguments, detector, pictured, results, answers);
        }
    }

    /** Of two entries with one file, each would count the objects of the other as wrong. */
    private static void refuseDoubled(ObjectDataset truth) {
        truth.images().forEach(image -> truth.image(image.fileName()));
    }

    /** What is not there was not looked at: it must not count as missed. */
    private static ObjectDataset pictured(ObjectDataset truth, Path folder, boolean skip) {
        List<DatasetImage> missing = truth.missingFiles(folder);
        if (!missing.isEmpty() && !skip) {
            throw new UsageException("Expected the pictures of " + truth.name() + " in " + folder + ", found "
                    + missing.size() + " missing: " + names(missing) + ". Leave them out with " + Evaluate.SKIP + ".");
        }
        return missing.isEmpty() ? truth : without(truth, missing);
    }

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

    private static Map<DatasetImage, Answer<Detections>> answers(
            ObjectDetector detector, ObjectDataset truth, Path folder, Terminal terminal) {
        List<DatasetImage> images = truth.images();
        if (images.isEmpty()) {
            throw new UsageException("Expected pictures in " + truth.name() + ", found none");
        }
        List<Path> files =
                images.stream().map(image -> folder.resolve(image.fileName())).toList();
        List<Answer<Detections>> answers =
                FileRun.ofPictures(detector, terminal).answers(detector.info().backend(), files, answer -> {});
        Map<DatasetImage, Answer<Detections>> byImage = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            byImage.put(images.get(i), answers.get(i));
        }
        return byImage;
    }

    private static Measured measured(
            Arguments arguments,
            ObjectDetector detector,
            ObjectDataset truth,
            DetectionResults results,
            Map<DatasetImage, Answer<Detections>> answers) {
        CocoEvaluation evaluation =
                arguments.has(USE_MASKS) ? CocoEvaluation.ofMasks(truth) : CocoEvaluation.ofBoxes(truth);
        ConfusionEvaluation comparison = ConfusionEvaluation.of(truth).fromScore(DetectionReport.SHOWN_SCORE);
        boolean skip = arguments.has(Evaluate.SKIP);
        CocoFigures figures = (skip ? evaluation.skippingProblems() : evaluation).evaluate(results);
        DetectionConfusion confusion = (skip ? comparison.skippingProblems() : comparison).evaluate(results);
        String text = figures + "\n" + figures.categoryTable() + "\nwith a score of at least "
                + DetectionReport.SHOWN_SCORE + ":\n" + confusion + "\n";
        String title = "Evaluate: " + arguments.require(ModelOptions.MODEL);
        Report report = new DetectionReport(truth, figures, confusion).of(title, detector.info(), answers);
        return new Measured(
                text,
                figures.toJson(),
                report,
                answers.values().stream().allMatch(answer -> answer.outcome().isSuccess()));
    }
}
