package dev.visiontask.examples;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.visiontask.ImageSize;
import dev.visiontask.Outcome;
import dev.visiontask.classification.ClassificationOptions;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.classification.evaluation.ClassificationEvaluation;
import dev.visiontask.classification.evaluation.ClassificationFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures classifiers: top-1 and top-5 accuracy, the figures of each class, and what is taken for what. */
final class ClassificationMeasurement implements Measurement {
    private static final String LABELS = "--labels";
    private static final String COLUMN = "--label-column";
    private static final String FOLDERS = "--folder-labels";
    private static final int TOP = 5;
    private static final ImageSize UNKNOWN = new ImageSize(1, 1);

    @Override
    public String title() {
        return "Classifiers";
    }

    @Override
    public List<Option> truth() {
        return List.of(
                Option.of(LABELS, "FILE", "the true labels: comma-separated values with the columns file and label"),
                Option.flag(FOLDERS, "the true label of a picture is the name of its folder, below --pictures"));
    }

    @Override
    public List<Option> options() {
        return List.of(Option.of(COLUMN, "NAME", "the column with the label, or the number of the class; else label"));
    }

    @Override
    public Measured measure(Arguments arguments, Terminal terminal) {
        Path folder = FileProgram.path(arguments.require(Evaluate.PICTURES));
        if (arguments.has(COLUMN)) {
            arguments.require(LABELS);
        }
        Map<String, String> named = arguments.has(FOLDERS)
                ? LabelFile.ofFolders(folder)
                : LabelFile.read(
                        FileProgram.path(arguments.require(LABELS)),
                        arguments.get(COLUMN).orElse("label"));
        try (ImageClassifier classifier = ModelOptions.apply(ImageClassifier.builder(), arguments)
                .options(ClassificationOptions.builder().maxResults(TOP).build())
                .build()) {
            Map<Path, Integer> truth = truth(named, folder, classifier.info().labels(), arguments, terminal);
            List<Answer<Classifications>> answers = FileRun.ofPictures(classifier, terminal)
                    .answers(classifier.info().backend(), List.copyOf(truth.keySet()), answer -> {});
            ClassificationFigures figures = figures(classifier.info().labels(), truth, answers, terminal);
            List<Confusion> confusions = Confusion.of(figures.confusion());
            String title = "Evaluate: " + arguments.require(ModelOptions.MODEL);
            return new Measured(
                    figures + Confusion.describe(confusions),
                    json(figures, confusions),
                    new ClassificationReport(figures, truth).of(title, classifier.info(), answers),
                    answers.stream().allMatch(answer -> answer.outcome().isSuccess()));
        }
    }

    private static Map<Path, Integer> truth(
            Map<String, String> named, Path folder, List<String> labels, Arguments arguments, Terminal terminal) {
        Problems problems = new Problems();
        LabelNames names = new LabelNames(labels);
        Map<Path, Integer> truth = new LinkedHashMap<>();
        Set<Path> seen = new HashSet<>();
        named.forEach((file, name) -> {
            Path picture = folder.resolve(file).normalize();
            try {
                int index = names.indexOf(name);
                if (!Files.isRegularFile(picture)) {
                    problems.add(picture + ": no such picture");
                } else if (!seen.add(picture)) {
                    problems.add(picture + ": named twice, the second time as " + file + ", " + name);
                    truth.remove(picture);
                } else {
                    truth.put(picture, index);
                }
            } catch (UsageException unknown) {
                problems.add(file + ": " + unknown.getMessage());
            }
        });
        problems.check(arguments, terminal);
        if (truth.isEmpty()) {
            throw new UsageException("Expected pictures with labels, found none");
        }
        return truth;
    }

    private static ClassificationFigures figures(
            List<String> labels, Map<Path, Integer> truth, List<Answer<Classifications>> answers, Terminal terminal) {
        ClassificationEvaluation evaluation = ClassificationEvaluation.of(labels);
        for (Answer<Classifications> answer : answers) {
            Classifications found = new Classifications(List.of(), UNKNOWN);
            if (answer.outcome() instanceof Outcome.Success<Classifications> success) {
                found = success.value();
            } else if (answer.outcome() instanceof Outcome.Failure<Classifications> failure) {
                terminal.err().println("not answered: " + failure.error().getMessage());
            }
            evaluation.add(truth.getOrDefault(answer.file(), 0), found);
        }
        return evaluation.figures();
    }

    private static String json(ClassificationFigures figures, List<Confusion> confusions) {
        Gson gson = new Gson();
        JsonObject all = gson.fromJson(figures.toJson(), JsonObject.class);
        all.add("confusions", gson.toJsonTree(confusions));
        return all.toString();
    }
}
