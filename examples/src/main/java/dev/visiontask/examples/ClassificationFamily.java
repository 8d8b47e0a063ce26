package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.ClassificationOptions;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Difference.Measure;
import dev.visiontask.examples.Report.Tone;
import dev.visiontask.model.ModelRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Classification: the engines agree if the labels are equal and the scores of all classes nearly so. */
final class ClassificationFamily implements PictureFamily<Classifications> {
    private static final double LARGEST_SCORE = 1e-4;

    private final String model;
    private final Map<Path, String> expected;

    /**
     * Classification with this model.
     *
     * @param expected the pictures with their labels
     */
    ClassificationFamily(String model, Map<Path, String> expected) {
        this.model = model;
        this.expected = expected;
    }

    @Override
    public String title() {
        return "Classification: which way is a page turned?";
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String scoreName() {
        return "score";
    }

    @Override
    public String scoreMeaning() {
        return "the score of the label";
    }

    @Override
    public List<Path> files() {
        return List.copyOf(expected.keySet());
    }

    @Override
    public VisionTask<ImageSource, Classifications> open(String engine) {
        return ImageClassifier.builder()
                .model(ModelRef.of(model))
                .backend(engine)
                .options(ClassificationOptions.builder()
                        .maxResults(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    @Override
    public Verdict verdict(Path picture, Classifications result) {
        Classification best = result.best();
        boolean isRight = best.label().equals(expected.get(picture));
        String badge = isRight ? best.label() : best.label() + ", expected " + expected.get(picture);
        return new Verdict(best.label(), best.score(), badge, isRight ? Tone.GOOD : Tone.BAD);
    }

    @Override
    public String quality(List<Answer<Classifications>> answers) {
        long right = answers.stream()
                .filter(answer ->
                        verdict(answer.file(), answer.outcome().orThrow()).tone() == Tone.GOOD)
                .count();
        return right + " of " + expected.size() + " pictures as expected";
    }

    @Override
    public Difference difference(Classifications one, Classifications other) {
        double largest = 0;
        for (Classification a : one) {
            for (Classification b : other) {
                if (a.index() == b.index()) {
                    largest = Math.max(largest, Math.abs(a.score() - b.score()));
                }
            }
        }
        boolean isSame = one.best().label().equals(other.best().label());
        return Difference.of(
                new Measure(isSame ? "equal labels" : "other labels", isSame ? 0 : 1, 0),
                new Measure("scores within %.1e", largest, LARGEST_SCORE));
    }

    @Override
    public @Nullable Consumer<Overlay> drawing(Classifications result) {
        return null;
    }
}
