package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refuses results whose numbers contradict the way in which a model's outputs are read, instead of an empty list: names,
 * shapes and a run on noise may look like those of another family. A few impossible boxes among others are told once.
 *
 * <p>Safe to share. Costs a comparison where no box is impossible.
 */
final class ReadingGuard {
    private static final System.Logger LOGGER = System.getLogger(ReadingGuard.class.getName());

    private final String decoder;
    private final Layout layout;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Of a model.
     *
     * @param decoder the family's name
     */
    ReadingGuard(String decoder, Layout layout) {
        this.decoder = decoder;
        this.layout = layout;
    }

    /** Looks at what one image gave. */
    void check(ImpossibleBoxes boxes, ImageSize input) {
        if (!boxes.isAny()) {
            return;
        }
        if (boxes.isMisread()) {
            throw new InferenceException("Expected boxes within the input " + input + ", " + reading() + "; found "
                    + boxes + "." + hint(boxes.most()) + " Say how the outputs are read by the keys decoder,"
                    + " output_layout and coordinates (docs/models.md).");
        }
        if (told.compareAndSet(false, true)) {
            LOGGER.log(
                    Level.WARNING,
                    "Expected boxes within the input {0}, {1}; found {2}. Empty and reversed ones and those outside are"
                            + " left out. This is said once for each task.",
                    input,
                    reading(),
                    boxes);
        }
    }

    private String reading() {
        return "read as " + layout.reading() + " by the decoder " + decoder + ", for output " + layout.scores();
    }

    private String hint(ImpossibleBoxes.Kind kind) {
        boolean pixels = layout.reading().unit() == BoxUnit.PIXELS;
        return switch (kind) {
            case CORNER -> pixels ? " The numbers look relative to the input: coordinates would be relative." : "";
            case FAR, HUGE, BESIDE ->
                pixels
                        ? " They may be pixels of another size, such as that of the image."
                        : " The numbers look like pixels: coordinates would be pixels.";
            case REVERSED, EMPTY -> " The numbers may be centre and size, or of another family.";
        };
    }
}
