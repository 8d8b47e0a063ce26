package dev.visiontask.classification.text;

import dev.visiontask.ImageSize;
import dev.visiontask.draw.Drawable;
import dev.visiontask.draw.Overlay;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an image says, in the order in which a person reads it: blocks (columns, headings, captions), their lines, their words.
 * Immutable.
 *
 * @param blocks none is an empty list
 * @param imageSize the size of the image as a person sees it, after EXIF rotation
 */
public record ReadText(List<TextBlock> blocks, ImageSize imageSize) implements JsonResult, Drawable {
    /** Copies the list. */
    public ReadText {
        blocks = List.copyOf(blocks);
        Objects.requireNonNull(imageSize, "imageSize");
    }

    /** Plain text: a line each, an empty line between two blocks. */
    public String text() {
        return blocks.stream().map(TextBlock::text).collect(Collectors.joining("\n\n"));
    }

    /** All lines in reading order. */
    public List<TextLine> lines() {
        return blocks.stream().flatMap(block -> block.lines().stream()).toList();
    }

    /** All words in reading order. */
    public List<TextWord> words() {
        return lines().stream().flatMap(line -> line.words().stream()).toList();
    }

    /** Whether no text was read. */
    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Each line with its number in reading order, a colour a block; the text itself stays to be seen. */
    @Override
    public void drawOn(Overlay overlay) {
        int number = lines().size();
        for (int block = blocks.size() - 1; block >= 0; block--) {
            List<TextLine> lines = blocks.get(block).lines();
            for (int i = lines.size() - 1; i >= 0; i--) {
                overlay.quad(lines.get(i).quad(), String.valueOf(number), block);
                number--;
            }
        }
    }

    /**
     * As JSON on one line: {@code {"width":640,"height":480,"text":"...","blocks":[{"lines":[{"text":"...","confidence":0.98,
     * "score":0.87,"polygon":[x1,y1,...,x4,y4],"words":[{"text":"...","confidence":0.98,"polygon":[...]},...]},...]},...]}}.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("width", imageSize.width())
                .put("height", imageSize.height())
                .put("text", text())
                .put("blocks", blocks.stream().map(TextBlock::json).toList())
                .toString();
    }
}
