package dev.visiontask.classification.text;

import dev.visiontask.Quad;
import dev.visiontask.json.JsonObjectText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A line of text, or the part of one that was found at once.
 *
 * @param words from left to right, at least one
 * @param quad its corners in pixels of the image, the top left one where reading starts
 * @param confidence the mean of its characters' confidence, 0 to 1
 * @param score how sure the detector is that there is text, 0 to 1
 */
public record TextLine(List<TextWord> words, Quad quad, float confidence, float score) {
    /** Copies the list. */
    public TextLine {
        words = List.copyOf(words);
        Objects.requireNonNull(quad, "quad");
    }

    /** The words with a space between each two. */
    public String text() {
        return words.stream().map(TextWord::text).collect(Collectors.joining(" "));
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("text", text())
                .put("confidence", confidence)
                .put("score", score)
                .putNumbers("polygon", TextRegion.numbers(quad))
                .put("words", words.stream().map(TextWord::json).toList());
    }
}
