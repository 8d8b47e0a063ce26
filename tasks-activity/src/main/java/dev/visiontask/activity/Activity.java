package dev.visiontask.activity;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Objects;

/**
 * One class of a model with its score.
 *
 * @param index the place in the model's output, from 0
 * @param label the name from the model's labels
 * @param score in [0, 1] if the model's activation is softmax or sigmoid, or its output is a probability already
 */
public record Activity(int index, String label, float score) implements JsonResult {
    /** Checks that there is a label and that the score is a number. */
    public Activity {
        Objects.requireNonNull(label, "label");
        if (index < 0 || !Float.isFinite(score)) {
            throw new IllegalArgumentException(
                    "Expected an index of at least 0 and a finite score, found: " + index + " and " + score);
        }
    }

    JsonObjectText json() {
        return new JsonObjectText().put("index", index).put("label", label).put("score", score);
    }

    /** {@link #json()} as text. */
    @Override
    public String toJson() {
        return json().toString();
    }
}
