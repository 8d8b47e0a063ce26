package dev.visiontask.classification.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a person reads the lines of a page: recursive cuts along white space (Nagy and Seth, Hierarchical
 * Representation of Optically Scanned Documents, 1984), with three changes. Columns are cut apart before anything is cut across
 * them; a gap between columns counts only where there are several rows on both sides and lines long enough to be prose, so that
 * the rows of a receipt stay together; and all is looked at in the direction of the text, so that a skewed page is read as a
 * straight one.
 */
final class PageLayout {
    /** Detectors give a margin around the text, in which columns may nearly touch; in heights of a line. */
    private static final double MARGIN_X = 0.25;

    private static final double MARGIN_Y = 0.2;

    /** A gap between columns, in heights of a line. */
    private static final double COLUMN_GAP = 0.4;

    /** White space above which lines are not of one block, in heights of a line. */
    private static final double BLOCK_GAP = 1.0;

    /** From here on a line is a headline, in heights of a line: what it crosses are no columns. */
    private static final double HEADLINE = 1.6;

    /** Between the pieces of a headline, in heights of its own. */
    private static final double HEADLINE_GAP = 0.8;

    private static final int COLUMN_ROWS = 3;

    /** The mean length of lines of prose, in heights of a line. */
    private static final double COLUMN_WIDTH = 4;

    /** This share of the lines beside a gap may reach over it: a detector takes lines of two columns for one. */
    private static final double CROSSING = 0.04;

    private final double height;

    private PageLayout(double height) {
        this.height = height;
    }

    /** Blocks of lines, in reading order. */
    static List<TextBlock> of(List<TextLine> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        List<PlacedLine> placed = PlacedLine.straightened(lines);
        PageLayout layout = new PageLayout(median(placed));
        List<TextBlock> blocks = new ArrayList<>();
        layout.read(layout.withWholeHeadlines(placed), blocks);
        return blocks;
    }

    private static double median(List<PlacedLine> lines) {
        double[] heights =
                lines.stream().mapToDouble(PlacedLine::height).sorted().toArray();
        return Math.max(1, heights[heights.length / 2]);
    }

    /** With the pieces of headlines put together, which are far apart for the lines of a column, not for their size. */
    private List<PlacedLine> withWholeHeadlines(List<PlacedLine> lines) {
        List<PlacedLine> whole =
                new ArrayList<>(lines.stream().filter(line -> !isHeadline(line)).toList());
        for (List<PlacedLine> row :
                TextRows.of(lines.stream().filter(this::isHeadline).toList())) {
            List<PlacedLine> open = new ArrayList<>();
            for (PlacedLine piece : row) {
                if (!open.isEmpty()
                        && piece.left() - open.get(open.size() - 1).right() > HEADLINE_GAP * piece.height()) {
                    whole.add(TextRows.joined(open));
                    open.clear();
                }
                open.add(piece);
            }
            whole.add(TextRows.joined(open));
        }
        return whole;
    }

    private boolean isHeadline(PlacedLine line) {
        return line.height() > HEADLINE * height;
    }

    private void read(List<PlacedLine> lines, List<TextBlock> blocks) {
        List<List<PlacedLine>> parts = columns(lines);
        if (parts.size() == 1) {
            parts = bands(lines);
        }
        if (parts.size() == 1) {
            blocks.add(TextRows.block(lines));
            return;
        }
        parts.forEach(part -> read(part, blocks));
    }

    /** The lines left and right of the best gap between columns; all of them if there is none. */
    private List<List<PlacedLine>> columns(List<PlacedLine> lines) {
        if (lines.size() < 2 * COLUMN_ROWS) {
            return List.of(lines);
        }
        List<double[]> gaps = Gaps.tolerant(
                lines.stream()
                        .map(line -> new double[] {line.left() + MARGIN_X * height, line.right() - MARGIN_X * height})
                        .toList(),
                (int) (CROSSING * lines.size()));
        gaps.sort(Comparator.comparingDouble(gap -> gap[0] - gap[1]));
        for (double[] gap : gaps) {
            if (gap[1] - gap[0] < COLUMN_GAP * height) {
                break;
            }
            double at = (gap[0] + gap[1]) / 2;
            if (lines.stream().anyMatch(line -> isHeadline(line) && line.left() < gap[0] && line.right() > gap[1])) {
                continue;
            }
            List<PlacedLine> left =
                    lines.stream().filter(line -> line.centerX() < at).toList();
            List<PlacedLine> right =
                    lines.stream().filter(line -> line.centerX() >= at).toList();
            if (isColumn(left) && isColumn(right) && areBeside(left, right)) {
                return List.of(left, right);
            }
        }
        return List.of(lines);
    }

    private boolean isColumn(List<PlacedLine> lines) {
        return TextRows.of(lines).size() >= COLUMN_ROWS
                && lines.stream().mapToDouble(PlacedLine::width).average().orElse(0) >= COLUMN_WIDTH * height;
    }

    /** Whether they share some rows; a caption below and to the right of a column is no column beside it. */
    private static boolean areBeside(List<PlacedLine> left, List<PlacedLine> right) {
        double top = Math.max(top(left), top(right));
        double bottom = Math.min(bottom(left), bottom(right));
        return bottom > top;
    }

    private static double top(List<PlacedLine> lines) {
        return lines.stream().mapToDouble(PlacedLine::top).min().orElse(0);
    }

    private static double bottom(List<PlacedLine> lines) {
        return lines.stream().mapToDouble(PlacedLine::bottom).max().orElse(0);
    }

    /** The lines above and below the widest white space; all of them if it is but that between two lines of a block. */
    private List<List<PlacedLine>> bands(List<PlacedLine> lines) {
        List<double[]> gaps = Gaps.tolerant(
                lines.stream()
                        .map(line -> new double[] {line.top() + MARGIN_Y * height, line.bottom() - MARGIN_Y * height})
                        .toList(),
                0);
        double least = mayHoldColumns(lines) ? 0 : BLOCK_GAP * height;
        return gaps.stream()
                .max(Comparator.comparingDouble(gap -> gap[1] - gap[0]))
                .filter(gap -> gap[1] - gap[0] > least)
                .map(gap -> {
                    double at = (gap[0] + gap[1]) / 2;
                    return List.of(
                            lines.stream().filter(line -> line.centerY() < at).toList(),
                            lines.stream().filter(line -> line.centerY() >= at).toList());
                })
                .orElse(List.of(lines));
    }

    /** Whether several long lines stand beside others, so that a cut across may set columns free. */
    private boolean mayHoldColumns(List<PlacedLine> lines) {
        long beside = TextRows.of(lines).stream()
                .filter(row -> row.size() > 1 && row.stream().allMatch(line -> line.width() >= COLUMN_WIDTH * height))
                .count();
        return beside >= COLUMN_ROWS;
    }
}
