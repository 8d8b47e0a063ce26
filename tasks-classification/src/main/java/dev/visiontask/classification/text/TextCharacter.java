package dev.visiontask.classification.text;

import dev.visiontask.json.JsonObjectText;
import java.util.Objects;

/**
 * One character that was read, and about where: a model of the kind of CTC tells the columns that it looked at, not the edges of
 * the character.
 *
 * @param text one entry of the model's dictionary, most often one character
 * @param confidence how sure the model is, 0 to 1: the probability at the first step that gives it
 * @param left the first of these columns, in pixels of the image of the line
 * @param right the end of the last of these columns
 */
public record TextCharacter(String text, float confidence, float left, float right) {
    /** Checks that there is a text. */
    public TextCharacter {
        Objects.requireNonNull(text, "text");
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("text", text)
                .put("confidence", confidence)
                .put("left", left)
                .put("right", right);
    }
}
