package dev.visiontask.classification.text;

import dev.visiontask.Quad;
import dev.visiontask.json.JsonObjectText;
import java.util.Objects;

/**
 * A word of a line: what is between two spaces.
 *
 * @param text without spaces
 * @param quad about where it is, in pixels of the image: as high as its line, as wide as the columns that its characters came from
 * @param confidence the mean of its characters' confidence, 0 to 1
 */
public record TextWord(String text, Quad quad, float confidence) {
    /** Checks that nothing is null. */
    public TextWord {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(quad, "quad");
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("text", text)
                .put("confidence", confidence)
                .putNumbers("polygon", TextRegion.numbers(quad));
    }
}
