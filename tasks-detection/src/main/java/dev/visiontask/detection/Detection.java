package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.json.JsonObjectText;
import java.util.List;
import java.util.Objects;

/**
 * One object that was found.
 *
 * @param index the class, counted from 0 in the model's list of labels
 * @param label the label of the class
 * @param score how sure the model is, 0 to 1
 * @param box where it is, in pixels of the picture as a person sees it
 */
public record Detection(int index, String label, float score, Box box) {
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
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("index", index)
                .put("label", label)
                .put("score", score)
                .putNumbers("box", List.of(box.left(), box.top(), box.right(), box.bottom()));
    }
}
