package dev.visiontask.classification.text;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pieces of a map that lie above a threshold: pixels that touch each other by an edge or a corner, as OpenCV's
 * {@code findContours} joins them. A piece is kept as what its hull needs, the first and the last column of each row. One
 * pass over the rows, runs joined by union-find. Used by one thread at a time.
 */
final class MapPieces {
    private float[] row = new float[0];
    private int[] runRow = new int[1024];
    private int[] runFirst = new int[1024];
    private int[] runLast = new int[1024];
    private int[] parent = new int[1024];
    private int runs;

    /** A piece, row by row. */
    static final class Piece {
        private final int top;
        private final int[] first;
        private final int[] last;
        private int pixels;

        private Piece(int top, int bottom) {
            this.top = top;
            this.first = new int[bottom - top + 1];
            this.last = new int[bottom - top + 1];
            Arrays.fill(first, Integer.MAX_VALUE);
            Arrays.fill(last, Integer.MIN_VALUE);
        }

        private void add(int y, int from, int to) {
            first[y - top] = Math.min(first[y - top], from);
            last[y - top] = Math.max(last[y - top], to);
            pixels += to - from + 1;
        }

        /** Its first row. */
        int top() {
            return top;
        }

        int rows() {
            return first.length;
        }

        /** The first column of its row {@code i}. */
        int first(int i) {
            return first[i];
        }

        /** The last column of its row {@code i}. */
        int last(int i) {
            return last[i];
        }

        int pixels() {
            return pixels;
        }
    }

    /** All pieces of a map of {@code height} rows from {@code offset} on, in no order. */
    List<Piece> find(FloatBuffer map, int offset, int width, int height, float threshold) {
        if (row.length < width) {
            row = new float[width];
        }
        runs = 0;
        int before = 0;
        for (int y = 0; y < height; y++) {
            map.get(offset + y * width, row, 0, width);
            int start = runs;
            scan(y, width, threshold);
            join(before, start);
            before = start;
        }
        return pieces();
    }

    /** The values of the last row that was scanned come from here, so that each is read from native memory once. */
    private void scan(int y, int width, float threshold) {
        int x = 0;
        while (x < width) {
            while (x < width && !(row[x] > threshold)) {
                x++;
            }
            int first = x;
            while (x < width && row[x] > threshold) {
                x++;
            }
            if (x > first) {
                add(y, first, x - 1);
            }
        }
    }

    private void add(int y, int first, int last) {
        if (runs == runRow.length) {
            int more = 2 * runs;
            runRow = Arrays.copyOf(runRow, more);
            runFirst = Arrays.copyOf(runFirst, more);
            runLast = Arrays.copyOf(runLast, more);
            parent = Arrays.copyOf(parent, more);
        }
        runRow[runs] = y;
        runFirst[runs] = first;
        runLast[runs] = last;
        parent[runs] = runs;
        runs++;
    }

    /** Joins the runs from {@code start} on with those of the row before that they touch. */
    private void join(int before, int start) {
        int above = before;
        for (int here = start; here < runs; here++) {
            if (above < start && runRow[above] != runRow[here] - 1) {
                return;
            }
            while (above < start && runLast[above] < runFirst[here] - 1) {
                above++;
            }
            for (int i = above; i < start && runFirst[i] <= runLast[here] + 1; i++) {
                parent[root(i)] = root(here);
            }
        }
    }

    private int root(int run) {
        int at = run;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private List<Piece> pieces() {
        int[] top = new int[runs];
        int[] bottom = new int[runs];
        Arrays.fill(top, -1);
        for (int run = 0; run < runs; run++) {
            int root = root(run);
            // Runs come from top to bottom.
            top[root] = top[root] < 0 ? runRow[run] : top[root];
            bottom[root] = runRow[run];
        }
        Map<Integer, Piece> pieces = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            int root = root(run);
            pieces.computeIfAbsent(root, unseen -> new Piece(top[root], bottom[root]))
                    .add(runRow[run], runFirst[run], runLast[run]);
        }
        return List.copyOf(pieces.values());
    }
}
