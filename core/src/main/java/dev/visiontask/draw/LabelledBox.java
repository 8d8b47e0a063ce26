package dev.visiontask.draw;

import dev.visiontask.Box;
import java.util.Locale;
import java.util.Objects;

/**
 * A box to draw.
 *
 * @param box where, in pixels of the image; parts outside of it are cut off
 * @param label what is written at it; may be empty
 * @param classIndex decides on the colour, at least 0
 */
public record LabelledBox(Box box, String label, int classIndex) {
    /** Checks that box and label are there. */
    public LabelledBox {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(label, "label");
        if (classIndex < 0) {
            throw new IllegalArgumentException("Expected a class index of at least 0, found: " + classIndex);
        }
    }

    /** With the score behind the label, in two digits: {@code cat 0.93}. */
    public static LabelledBox of(Box box, String label, float score, int classIndex) {
        return new LabelledBox(box, String.format(Locale.ROOT, "%s %.2f", label, score), classIndex);
    }
}
