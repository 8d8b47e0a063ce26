package dev.visiontask.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table for people, in columns of a fixed-width font: the first to the left, the others to the right. Not for use by
 * several threads.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int columns;

    /** A table with a head. */
    public TextTable(String... head) {
        columns = head.length;
        rows.add(head.clone());
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not as many cells as the head
     */
    public TextTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("Expected " + columns + " cells, found: " + cells.length);
        }
        rows.add(cells.clone());
        return this;
    }

    /** A share or score for a cell: four decimals, or a dash for NaN, which stands for "does not apply". */
    public static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** The lines, each ended by a line feed. */
    @Override
    public String toString() {
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? row[i] + space : GAP + space + row[i]);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
