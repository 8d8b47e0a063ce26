package dev.visiontask.classification.text;

import dev.visiontask.Point;
import dev.visiontask.Quad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines that stand on one row: what a detector found in pieces. */
final class TextRows {
    /** Centres less apart than this are of one row, in heights of the lower one. */
    private static final double SAME_ROW = 0.5;

    private TextRows() {}

    /** The rows from top to bottom, each from left to right. */
    static List<List<PlacedLine>> of(List<PlacedLine> lines) {
        List<PlacedLine> byHeight = new ArrayList<>(lines);
        byHeight.sort(Comparator.comparingDouble(PlacedLine::centerY));
        List<List<PlacedLine>> rows = new ArrayList<>();
        for (PlacedLine line : byHeight) {
            List<PlacedLine> row = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
            if (row.isEmpty() || !isOn(row, line)) {
                row = new ArrayList<>();
                rows.add(row);
            }
            row.add(line);
        }
        rows.forEach(row -> row.sort(Comparator.comparingDouble(PlacedLine::centerX)));
        return rows;
    }

    private static boolean isOn(List<PlacedLine> row, PlacedLine line) {
        return row.stream()
                .allMatch(other -> Math.abs(other.centerY() - line.centerY())
                        < SAME_ROW * Math.min(other.height(), line.height()));
    }

    /** A block with a line for each row. */
    static TextBlock block(List<PlacedLine> lines) {
        return new TextBlock(of(lines).stream().map(row -> joined(row).line()).toList());
    }

    /** The pieces of a row as one line. */
    static PlacedLine joined(List<PlacedLine> row) {
        if (row.size() == 1) {
            return row.get(0);
        }
        double left = row.get(0).left();
        double right = row.get(row.size() - 1).right();
        double top = row.stream().mapToDouble(PlacedLine::top).min().orElseThrow();
        double bottom = row.stream().mapToDouble(PlacedLine::bottom).max().orElseThrow();
        return new PlacedLine(line(row), left, top, right, bottom);
    }

    private static TextLine line(List<PlacedLine> row) {
        List<TextWord> words = new ArrayList<>();
        double confidence = 0;
        double score = 0;
        int characters = 0;
        for (PlacedLine part : row) {
            TextLine line = part.line();
            int count =
                    line.words().stream().mapToInt(word -> word.text().length()).sum();
            words.addAll(line.words());
            confidence += count * line.confidence();
            score += count * line.score();
            characters += count;
        }
        return new TextLine(words, around(row), (float) (confidence / characters), (float) (score / characters));
    }

    private static Quad around(List<PlacedLine> row) {
        Quad first = row.get(0).line().quad();
        Quad last = row.get(row.size() - 1).line().quad();
        Point topRight = last.topRight();
        Point bottomRight = last.bottomRight();
        return new Quad(first.topLeft(), topRight, bottomRight, first.bottomLeft());
    }
}
