package dev.visiontask.classification.text;

import dev.visiontask.model.ModelRef;
import dev.visiontask.task.ImageTaskBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a {@link TextReader} runs on. Engine, device, threads and limits hold for both models; the settings of one of them
 * are said on a {@link TextDetectorBuilder} or {@link TextRecognizerBuilder}. Not for use by several threads.
 */
public final class TextReaderBuilder extends ImageTaskBuilder<TextReaderBuilder> {
    private @Nullable TextDetectorBuilder detector;
    private @Nullable TextRecognizerBuilder recognizer;
    private boolean findRotation = true;

    TextReaderBuilder() {}

    @Override
    protected TextReaderBuilder self() {
        return this;
    }

    /** The models {@code ID-det} and {@code ID-rec}, such as those of {@code pp-ocrv4}. */
    public TextReaderBuilder models(String id) {
        Objects.requireNonNull(id, "id");
        return detector(TextDetector.builder().model(ModelRef.of(id + "-det")))
                .recognizer(TextRecognizer.builder().model(ModelRef.of(id + "-rec")));
    }

    /** What finds lines: its model, settings and options; the reader gives it engine, device, threads and limits. */
    public TextReaderBuilder detector(TextDetectorBuilder builder) {
        detector = Objects.requireNonNull(builder, "detector");
        return this;
    }

    /** What reads lines: its model, settings and options; the reader gives it engine, device, threads and limits. */
    public TextReaderBuilder recognizer(TextRecognizerBuilder builder) {
        recognizer = Objects.requireNonNull(builder, "recognizer");
        return this;
    }

    /**
     * Whether a page that is turned by 90, 180 or 270 degrees is recognised and read as if it were upright; true unless said
     * otherwise. It costs time only where lines stand on end, or where what is read looks unlikely.
     */
    public TextReaderBuilder findRotation(boolean find) {
        findRotation = find;
        return this;
    }

    /**
     * Loads the models and checks that everything fits.
     *
     * @throws dev.visiontask.ModelNotFoundException if there is no such model
     * @throws dev.visiontask.ModelFormatException if its files are broken, contradict each other or do not fit the task
     * @throws dev.visiontask.BackendNotFoundException if no backend runs it here
     * @throws dev.visiontask.UnsupportedOptionException for a setting that is unknown or cannot be honoured
     * @throws IllegalStateException if no models were given
     */
    public TextReader build() {
        if (hasModel() || detector == null || recognizer == null) {
            throw new IllegalStateException(
                    "Expected two models before build(): call models(\"pp-ocrv4\"), or detector(...)"
                            + " and recognizer(...), instead of model(...)");
        }
        TextDetector lines = equipForImages(detector).build();
        try {
            // Lines are small: many at a time, each on one thread, is faster than one after the other on many.
            int side = lines.info().threads() * concurrency();
            TextRecognizer reader =
                    equipForImages(recognizer).concurrency(side).threads(1).build();
            return new ModelTextReader(this, new ModelTextReader.Parts(lines, reader, readOptions(), findRotation));
        } catch (RuntimeException | Error e) {
            try {
                lines.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }
}
