package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.ImageTask;
import java.nio.file.Path;

/**
 * Finds where text is in an image, upright or not.
 *
 * <p><b>Input.</b> Any {@link ImageSource}. It is read, never changed or kept.
 *
 * <p><b>Output.</b> {@link TextRegions}: four corners in pixels of the upright image, and a score, for each line or word. None is
 * an empty list, never {@code null}.
 *
 * <p><b>Model.</b> One of the kind of DB (differentiable binarization), such as those of PaddleOCR: one image input; one output
 * {@code [N, 1, H, W]} float32, the probability of text, or its logit, in each pixel.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. Holds native memory until
 * {@link #close()}.
 *
 * <p><b>Errors.</b> As for every {@link VisionTask}.
 */
public interface TextDetector extends ImageTask<TextRegions> {
    /** Opens the detector of a model folder or file, with all settings from the model's description. */
    static TextDetector open(Path folderOrFile) {
        return builder().model(folderOrFile).build();
    }

    /** Opens the detector of a model that is known by an id, such as {@code pp-ocrv4-det}. */
    static TextDetector open(String id) {
        return builder().model(ModelRef.of(id)).build();
    }

    /** Chooses model, engine, options and threads. */
    static TextDetectorBuilder builder() {
        return new TextDetectorBuilder();
    }

    /** Finds text with other options than those of the detector; what they leave unset stays as it is. */
    TextRegions run(ImageSource image, TextDetectionOptions options);
}
