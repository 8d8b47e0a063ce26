package dev.visiontask.classification.text;

import dev.visiontask.json.JsonObjectText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines that belong together, such as a column or a heading, in the order in which they are read.
 *
 * @param lines at least one
 */
public record TextBlock(List<TextLine> lines) {
    /** Copies the list. */
    public TextBlock {
        lines = List.copyOf(lines);
    }

    /** A line each. */
    public String text() {
        return lines.stream().map(TextLine::text).collect(Collectors.joining("\n"));
    }

    JsonObjectText json() {
        return new JsonObjectText()
                .put("lines", lines.stream().map(TextLine::json).toList());
    }
}
