package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import dev.visiontask.mask.Mask;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One object that was found.
 *
 * @param index the class, counted from 0 in the model's list of labels
 * @param label the label of the class
 * @param score how sure the model is, 0 to 1
 * @param box where it is, in pixels of the picture as a person sees it
 * @param mask its pixels, of the size of the picture, if the model gives masks; may be without a pixel. What it covers of
 *     a column or row that the box ends in depends on the family, so that it may reach a pixel out of the box
 */
public record Detection(int index, String label, float score, Box box, Optional<Mask> mask) implements JsonResult {
    /** Checks index and score. */
    public Detection {
        if (index < 0) {
            throw new IllegalArgumentException("Expected a class index of at least 0, found: " + index);
        }
        Objects.requireNonNull(label, "label");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("Expected a score in [0, 1], found: " + score);
        }
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(mask, "mask");
    }

    /** Without a mask. */
    public Detection(int index, String label, float score, Box box) {
        this(index, label, score, box, Optional.empty());
    }

    /** As an object of {@link Detections#toJson}. */
    public JsonObjectText json() {
        JsonObjectText text = new JsonObjectText()
                .put("index", index)
                .put("label", label)
                .put("score", score)
                .putNumbers("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
        mask.ifPresent(pixels -> text.put("mask", pixels.toCoco()));
        return text;
    }

    /** {@link #json()} as text. */
    @Override
    public String toJson() {
        return json().toString();
    }
}
