package dev.visiontask.classification.text;

import dev.visiontask.ImageSize;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What one line of text says. Immutable.
 *
 * @param characters from left to right; empty if nothing was read
 * @param imageSize the size of the image of the line
 */
public record RecognizedText(List<TextCharacter> characters, ImageSize imageSize) implements JsonResult {
    /** Copies the list. */
    public RecognizedText {
        characters = List.copyOf(characters);
        Objects.requireNonNull(imageSize, "imageSize");
    }

    /** The characters, one after the other. */
    public String text() {
        return characters.stream().map(TextCharacter::text).collect(Collectors.joining());
    }

    /** The mean of the characters' confidence, 0 to 1; 0 if nothing was read. */
    public float confidence() {
        return (float) characters.stream()
                .mapToDouble(TextCharacter::confidence)
                .average()
                .orElse(0);
    }

    /** Whether nothing was read. */
    public boolean isEmpty() {
        return characters.isEmpty();
    }

    /**
     * As JSON on one line: {@code {"width":320,"height":48,"text":"HOTEL","confidence":0.99,"characters":[{"text":"H",
     * "confidence":0.99,"left":4.0,"right":12.0},...]}}.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("width", imageSize.width())
                .put("height", imageSize.height())
                .put("text", text())
                .put("confidence", confidence())
                .put("characters", characters.stream().map(TextCharacter::json).toList())
                .toString();
    }
}
