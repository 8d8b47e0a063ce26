package dev.visiontask.examples;

import java.util.List;

/**
 * Text in rows and columns, for the terminal and for a report.
 *
 * @param columns what each column holds
 * @param rows one cell a column
 */
record Table(List<Column> columns, List<List<String>> rows) {
    private static final String GAP = "  ";

    /** Copies the lists and checks that each row has all its cells. */
    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("Expected " + columns.size() + " cells, found: " + row);
            }
        }
    }

    /**
     * A column.
     *
     * @param header its name
     * @param isNumber whether its cells are aligned at the right
     */
    record Column(String header, boolean isNumber) {
        static Column text(String header) {
            return new Column(header, false);
        }

        static Column number(String header) {
            return new Column(header, true);
        }
    }

    /** The table with aligned columns, a line each, the last one ended. */
    String toText() {
        int[] widths = new int[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = length(columns.get(c).header());
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], length(row.get(c)));
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, columns.stream().map(Column::header).toList(), widths);
        line(
                text,
                columns.stream()
                        .map(column -> "-".repeat(widths[columns.indexOf(column)]))
                        .toList(),
                widths);
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = cells.get(c);
            String padding = " ".repeat(widths[c] - length(cell));
            line.append(c == 0 ? "" : GAP).append(columns.get(c).isNumber() ? padding + cell : cell + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
