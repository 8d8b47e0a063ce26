package dev.visiontask.examples;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.classification.Classification;
import dev.visiontask.classification.ClassificationOptions;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.draw.Overlay;
import dev.visiontask.examples.Difference.Measure;
import dev.visiontask.model.ModelRef;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Classification: the engines agree if the labels are equal and the scores of all classes nearly so. */
final class ClassificationFamily extends LabelledFamily<ImageSource, Classifications>
        implements PictureFamily<Classifications> {
    /**
     * Classification with this model.
     *
     * @param expected the pictures with their labels
     */
    ClassificationFamily(String model, Map<Path, String> expected) {
        super(model, expected, "pictures");
    }

    @Override
    public String title() {
        return "Classification: which way is a page turned?";
    }

    @Override
    public VisionTask<ImageSource, Classifications> open(String engine) {
        return ImageClassifier.builder()
                .model(ModelRef.of(model()))
                .backend(engine)
                .options(ClassificationOptions.builder()
                        .maxResults(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    @Override
    Scored best(Classifications result) {
        return new Scored(result.best().label(), result.best().score());
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
