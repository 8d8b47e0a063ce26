package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.ImageTask;
import java.nio.file.Path;

/**
 * Says what a picture shows: classes with labels and scores, best first.
 *
 * <p><b>Input.</b> Any {@link ImageSource}. It is read, never changed or kept.
 *
 * <p><b>Output.</b> {@link Classifications}: at most {@code maxResults} classes with a score of at least
 * {@code scoreThreshold}. None is an empty list, never {@code null}.
 *
 * <p><b>Model.</b> One image input, float32 or uint8, {@code [N, C, H, W]} or {@code [N, H, W, C]} with 1 or 3 channels;
 * one output {@code [N, classes]}, float32 or uint8, logits or probabilities. The number of labels must be the number of
 * classes. Checked once, when the classifier is opened.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. Holds native memory until
 * {@link #close()}.
 *
 * <p><b>Errors.</b> Opening throws {@link dev.visiontask.ModelNotFoundException},
 * {@link dev.visiontask.ModelFormatException}, {@link dev.visiontask.BackendNotFoundException} or
 * {@link dev.visiontask.UnsupportedOptionException}; calls throw {@link dev.visiontask.BadInputException} for a picture
 * that cannot be read and {@link dev.visiontask.InferenceException} if the engine fails.
 */
public interface ImageClassifier extends ImageTask<Classifications> {
    /** Opens the classifier of a model folder or file, with all settings from the model's description. */
    static ImageClassifier open(Path folderOrFile) {
        return builder().model(folderOrFile).build();
    }

    /** Opens the classifier of a model that is known by an id, such as {@code page-orientation}. */
    static ImageClassifier open(String id) {
        return builder().model(ModelRef.of(id)).build();
    }

    /** Chooses model, engine, options and threads. */
    static ImageClassifierBuilder builder() {
        return new ImageClassifierBuilder();
    }

    /**
     * Answers one picture with other options than those of the classifier; what they leave unset stays as it is.
     *
     * @throws IllegalArgumentException if a label in the options is not one of the model's
     */
    Classifications run(ImageSource image, ClassificationOptions options);
}
