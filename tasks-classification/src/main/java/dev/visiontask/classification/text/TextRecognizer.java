package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.ImageTask;
import java.nio.file.Path;

/**
 * Reads an image that shows one line of text, from left to right.
 *
 * <p><b>Input.</b> Any {@link ImageSource}, cut to the line. It is read, never changed or kept.
 *
 * <p><b>Output.</b> {@link RecognizedText}: characters with their confidence. Where nothing is read it is empty, never
 * {@code null}.
 *
 * <p><b>Model.</b> One of the kind of CTC: one image input; one output {@code [N, T, classes]}, {@code [T, N, classes]} or
 * {@code [N, classes, T]}, float32, logits or probabilities. Its characters come from the metadata key {@code character} of the
 * file, or from {@code labels_file}; a dictionary of another size is refused when the recogniser is opened.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. Holds native memory until
 * {@link #close()}.
 *
 * <p><b>Errors.</b> As for every {@link VisionTask}.
 */
public interface TextRecognizer extends ImageTask<RecognizedText> {
    /** Opens the recogniser of a model folder or file, with all settings from the model's description. */
    static TextRecognizer open(Path folderOrFile) {
        return builder().model(folderOrFile).build();
    }

    /** Opens the recogniser of a model that is known by an id, such as {@code pp-ocrv4-rec}. */
    static TextRecognizer open(String id) {
        return builder().model(ModelRef.of(id)).build();
    }

    /** Chooses model, engine, options and threads. */
    static TextRecognizerBuilder builder() {
        return new TextRecognizerBuilder();
    }

    /**
     * Reads a line with other options than those of the recogniser; what they leave unset stays as it is.
     *
     * @throws IllegalArgumentException if the options name characters that the model does not have
     */
    RecognizedText run(ImageSource line, TextRecognitionOptions options);
}
