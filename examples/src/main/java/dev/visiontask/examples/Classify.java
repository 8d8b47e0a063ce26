package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.ClassificationOptions;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.json.JsonObjectText;
import java.util.List;

/** Says what pictures show: a user's model on a user's pictures. {@code --help} lists the options. */
public final class Classify implements PictureTask<Classifications> {
    private static final String TOP = "--top";
    private static final String THRESHOLD = "--threshold";

    Classify() {}

    /** Ends the process with 0 if every picture was answered, 1 if some were not, 2 if the call was wrong. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.standard();
        terminal.exit(new FileProgram<>(new Classify(), terminal).run(args));
    }

    @Override
    public String program() {
        return "Classify";
    }

    @Override
    public String purpose() {
        return "says what pictures show, with labels and scores, best first.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.of(TOP, "K", "how many classes at most, or all; else as the model says, mostly 5"),
                Option.of(THRESHOLD, "SCORE", "the lowest score to show, 0 to 1"));
    }

    @Override
    public VisionTask<ImageSource, Classifications> open(Arguments arguments) {
        ClassificationOptions.Builder options = ClassificationOptions.builder();
        arguments.countOrAll(TOP).ifPresent(options::maxResults);
        arguments.number(THRESHOLD).ifPresent(options::scoreThreshold);
        return ModelOptions.apply(ImageClassifier.builder(), arguments)
                .options(options.build())
                .build();
    }

    @Override
    public List<Finding> findings(Classifications result) {
        return findingsOf(result);
    }

    static List<Finding> findingsOf(Classifications result) {
        return result.classes().stream()
                .map(found -> new Finding(found.label(), found.score()))
                .toList();
    }

    @Override
    public void putJson(JsonObjectText line, Classifications result) {
        line.put("classes", result.classes().stream().map(Classify::json).toList());
    }

    private static JsonObjectText json(Classification found) {
        return new JsonObjectText()
                .put("index", found.index())
                .put("label", found.label())
                .put("score", found.score());
    }
}
