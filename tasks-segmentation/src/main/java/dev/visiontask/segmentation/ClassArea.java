package dev.visiontask.segmentation;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Objects;

/**
 * How much of a picture one class covers.
 *
 * @param index the class, counted from 0 in the model's list of labels
 * @param label the name from the model's labels
 * @param pixels how many pixels of the picture
 * @param share of all pixels of the picture, 0 to 1
 */
public record ClassArea(int index, String label, long pixels, double share) implements JsonResult {
    /** Checks the ranges. */
    public ClassArea {
        Objects.requireNonNull(label, "label");
        if (index < 0 || pixels < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Expected an index and pixels of at least 0 and a share in [0, 1], found: " + index + ", " + pixels
                            + ", " + share);
        }
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("index", index)
                .put("label", label)
                .put("pixels", pixels)
                .put("share", share);
    }

    /** {@link #json()} as text. */
    @Override
    public String toJson() {
        return json().toString();
    }
}
