package dev.visiontask.detection;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.ImageTask;
import java.nio.file.Path;

/**
 * Finds objects in a picture: boxes with labels and scores, best first; and masks, if the model gives them.
 *
 * <p><b>Input.</b> Any {@link ImageSource}. It is read, never changed or kept.
 *
 * <p><b>Output.</b> {@link Detections}: at most {@code maxResults} objects with a score of at least
 * {@code scoreThreshold}, in pixels of the picture as a person sees it, clipped to it. None is an empty list, never
 * {@code null}. If the model gives masks, every object has one, of the size of the picture.
 *
 * <p><b>Model.</b> One image input, float32 or uint8, {@code [N, C, H, W]} or {@code [N, H, W, C]} with 1 or 3 channels;
 * outputs of one of the families in {@code docs/models.md}, recognised by names and shapes or named by the key
 * {@code decoder}. The number of labels must be the number of classes. Checked once, when the detector is opened.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. Holds native memory until
 * {@link #close()}.
 *
 * <p><b>Errors.</b> Opening throws {@link dev.visiontask.ModelNotFoundException},
 * {@link dev.visiontask.ModelFormatException}, {@link dev.visiontask.BackendNotFoundException} or
 * {@link dev.visiontask.UnsupportedOptionException}; calls throw {@link dev.visiontask.BadInputException} for a picture
 * that cannot be read and {@link dev.visiontask.InferenceException} if the engine fails or an output holds NaN or
 * infinity.
 */
public interface ObjectDetector extends ImageTask<Detections> {
    /** Opens the detector of a model folder or file, with all settings from the model's description. */
    static ObjectDetector open(Path folderOrFile) {
        return builder().model(folderOrFile).build();
    }

    /** Opens the detector of a model that is known by an id. */
    static ObjectDetector open(String id) {
        return builder().model(ModelRef.of(id)).build();
    }

    /** Chooses model, engine, options and threads. */
    static ObjectDetectorBuilder builder() {
        return new ObjectDetectorBuilder();
    }

    /**
     * Answers one picture with other options than those of the detector; what they leave unset stays as it is.
     *
     * @throws IllegalArgumentException if a label in the options is not one of the model's
     */
    Detections run(ImageSource image, DetectionOptions options);
}
