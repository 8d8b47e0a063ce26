package dev.visiontask.jmh.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The printed end of a run: one line a result, then how each of our own figures compares with its peers. */
final class ResultTable {
    private final List<BenchmarkResult> results;
    private final Pattern peer;

    /**
     * A table.
     *
     * @param peer which methods are peers: the whole method name must match
     */
    ResultTable(List<BenchmarkResult> results, Pattern peer) {
        this.results = List.copyOf(results);
        this.peer = peer;
    }

    /** The table and the comparison, each line ended by a line feed. */
    String render() {
        return table() + comparison();
    }

    private String table() {
        boolean hasAllocation = results.stream().anyMatch(result -> !Double.isNaN(result.bytesPerCall()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(List.of("benchmark", "params", "median", "score", "error", "unit"), "B/op", hasAllocation));
        for (BenchmarkResult result : results) {
            List<String> cells = List.of(
                    result.name(),
                    result.paramText(),
                    figure(result.median()),
                    figure(result.score()),
                    Double.isNaN(result.error()) ? "-" : "+-" + figure(result.error()),
                    result.unit());
            rows.add(row(cells, bytes(result.bytesPerCall()), hasAllocation));
        }
        return align(rows);
    }

    /** Each own result beside each peer of the same class and unit whose common parameters are equal. */
    private String comparison() {
        StringBuilder text = new StringBuilder();
        for (BenchmarkResult own : results) {
            for (BenchmarkResult other : results) {
                if (!isPeer(own) && isPeer(other) && isComparable(own, other)) {
                    double ratio = own.isTime() ? other.median() / own.median() : own.median() / other.median();
                    text.append(String.format(
                            Locale.ROOT, "  %s is %.2f times as fast as %s\n", title(own), ratio, title(other)));
                }
            }
        }
        return text.isEmpty() ? "" : "\nMedian against median:\n" + text;
    }

    private boolean isPeer(BenchmarkResult result) {
        return peer.matcher(result.method()).matches();
    }

    private static boolean isComparable(BenchmarkResult own, BenchmarkResult other) {
        return own.type().equals(other.type())
                && own.unit().equals(other.unit())
                && own.mode().equals(other.mode())
                && own.params().entrySet().stream()
                        .allMatch(param -> other.params()
                                .getOrDefault(param.getKey(), param.getValue())
                                .equals(param.getValue()));
    }

    private static String title(BenchmarkResult result) {
        return result.params().isEmpty() ? result.name() : result.name() + " (" + result.paramText() + ")";
    }

    private static List<String> row(List<String> cells, String last, boolean hasLast) {
        List<String> row = new ArrayList<>(cells);
        if (hasLast) {
            row.add(last);
        }
        return row;
    }

    private static String align(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean isText = i < 2 || i == 5;
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(isText ? row.get(i) + padding : padding + row.get(i)).append("  ");
        }
        return line.toString().stripTrailing() + "\n";
    }

    /** Four significant digits are more than a benchmark can promise. */
    private static String figure(double value) {
        double size = Math.abs(value);
        if (size > 0 && size < 0.01) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        String format = size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String bytes(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
    }
}
