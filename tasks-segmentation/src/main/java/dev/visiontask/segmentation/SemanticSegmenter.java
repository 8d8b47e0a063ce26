package dev.visiontask.segmentation;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.ImageTask;
import java.nio.file.Path;

/**
 * Says for each pixel of a picture which class it belongs to. Also for models that cut out one thing: salient objects,
 * people, a matte.
 *
 * <p><b>Input.</b> Any {@link ImageSource}. It is read, never changed or kept.
 *
 * <p><b>Output.</b> {@link Segmentation}: one class for each pixel of the picture as a person sees it, after EXIF
 * rotation. A pixel that the model did not see, because its preprocessing cuts the edges off, has no class.
 *
 * <p><b>Model.</b> One image input, float32 or uint8, {@code [N, C, H, W]} or {@code [N, H, W, C]} with 1 or 3 channels;
 * one output of any height and width, in one of three forms: a float32 score for each class,
 * {@code [N, classes, h, w]} or {@code [N, h, w, classes]}; the number of the class, {@code [N, h, w]} or with a
 * dimension of 1, integers or whole float32 numbers; or one float32 score for the foreground,
 * {@code [N, 1, h, w]}. The number of labels must be the number of classes. Checked once, when the segmenter is opened.
 *
 * <p><b>Threads and memory.</b> Safe to share between threads; see {@link VisionTask}. Holds native memory until
 * {@link #close()}. A result takes one byte a pixel (two with more than 255 classes); the scores of all classes are
 * never held at the size of the picture.
 *
 * <p><b>Errors.</b> Opening throws {@link dev.visiontask.ModelNotFoundException},
 * {@link dev.visiontask.ModelFormatException}, {@link dev.visiontask.BackendNotFoundException} or
 * {@link dev.visiontask.UnsupportedOptionException}; calls throw {@link dev.visiontask.BadInputException} for a picture
 * that cannot be read and {@link dev.visiontask.InferenceException} if the engine fails.
 */
public interface SemanticSegmenter extends ImageTask<Segmentation> {
    /** Opens the segmenter of a model folder or file, with all settings from the model's description. */
    static SemanticSegmenter open(Path folderOrFile) {
        return builder().model(folderOrFile).build();
    }

    /** Opens the segmenter of a model that is known by an id. */
    static SemanticSegmenter open(String id) {
        return builder().model(ModelRef.of(id)).build();
    }

    /** Chooses model, engine, options and threads. */
    static SemanticSegmenterBuilder builder() {
        return new SemanticSegmenterBuilder();
    }

    /**
     * Answers one picture with other options than those of the segmenter; what they leave unset stays as it is.
     *
     * @throws IllegalArgumentException if an option does not fit the model: an unknown label, a threshold where there is
     *     none
     */
    Segmentation run(ImageSource image, SegmentationOptions options);
}
