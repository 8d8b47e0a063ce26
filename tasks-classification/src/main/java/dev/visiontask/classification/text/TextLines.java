package dev.visiontask.classification.text;

import dev.visiontask.Point;
import dev.visiontask.Quad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes lines of what a recogniser has read. */
final class TextLines {
    private TextLines() {}

    /** A line of words; nothing if no character but spaces was read. */
    static Optional<TextLine> of(RecognizedText text, Quad quad, float score) {
        List<TextWord> words = new ArrayList<>();
        List<TextCharacter> open = new ArrayList<>();
        for (TextCharacter character : text.characters()) {
            if (character.text().isBlank()) {
                close(open, text, quad, words);
            } else {
                open.add(character);
            }
        }
        close(open, text, quad, words);
        return words.isEmpty() ? Optional.empty() : Optional.of(new TextLine(words, quad, text.confidence(), score));
    }

    private static void close(List<TextCharacter> open, RecognizedText text, Quad quad, List<TextWord> words) {
        if (open.isEmpty()) {
            return;
        }
        StringBuilder letters = new StringBuilder();
        double confidence = 0;
        for (TextCharacter character : open) {
            letters.append(character.text());
            confidence += character.confidence();
        }
        float width = text.imageSize().width();
        Quad place =
                part(quad, open.get(0).left() / width, open.get(open.size() - 1).right() / width);
        words.add(new TextWord(letters.toString(), place, (float) (confidence / open.size())));
        open.clear();
    }

    /** The part of a line from one share of its length to another. */
    private static Quad part(Quad quad, float from, float to) {
        return new Quad(
                between(quad.topLeft(), quad.topRight(), from),
                between(quad.topLeft(), quad.topRight(), to),
                between(quad.bottomLeft(), quad.bottomRight(), to),
                between(quad.bottomLeft(), quad.bottomRight(), from));
    }

    private static Point between(Point start, Point end, float share) {
        return new Point(start.x() + share * (end.x() - start.x()), start.y() + share * (end.y() - start.y()));
    }

    /** The same in another frame. */
    static TextBlock map(TextBlock block, UnaryOperator<Quad> move) {
        return new TextBlock(block.lines().stream()
                .map(line -> new TextLine(
                        line.words().stream()
                                .map(word -> new TextWord(word.text(), move.apply(word.quad()), word.confidence()))
                                .toList(),
                        move.apply(line.quad()),
                        line.confidence(),
                        line.score()))
                .toList());
    }
}
