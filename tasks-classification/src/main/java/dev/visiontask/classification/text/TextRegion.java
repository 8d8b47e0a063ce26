package dev.visiontask.classification.text;

import dev.visiontask.Quad;
import dev.visiontask.json.JsonObjectText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where some text is, most often a line or a word.
 *
 * @param quad its corners, in pixels of the image; a rotated rectangle as long as the detector is not asked otherwise
 * @param score how sure the detector is that there is text, 0 to 1
 */
public record TextRegion(Quad quad, float score) {
    /** Checks that the corners are there. */
    public TextRegion {
        Objects.requireNonNull(quad, "quad");
    }

    JsonObjectText json() {
        return new JsonObjectText().putNumbers("polygon", numbers(quad)).put("score", score);
    }

    /** x and y of the four corners, one after the other. */
    static List<Float> numbers(Quad quad) {
        return quad.corners().stream()
                .flatMap(corner -> Stream.of(corner.x(), corner.y()))
                .toList();
    }
}
