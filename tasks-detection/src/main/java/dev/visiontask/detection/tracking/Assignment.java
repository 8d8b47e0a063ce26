package dev.visiontask.detection.tracking;

import java.util.Arrays;

/**
 * Gives each row at most one column and each column at most one row so that the sum of costs is the least, where a row
 * that gets no column costs the limit. So a pair is never made at the limit or above, and two pairs are made rather than
 * one if they save more together.
 *
 * <p>Only pairs that may be made are given, row by row. Rows are added one after the other along shortest augmenting
 * paths with potentials (Jonker and Volgenant, <a href="https://doi.org/10.1007/BF02278710">A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems</a>). A search never leaves the rows and columns that are
 * connected with its row, so that groups of objects far from each other are solved apart. The rule of the limit is that of
 * {@code lap.lapjv(extend_cost=True, cost_limit=limit)}.
 *
 * <p>Reused from call to call; not for use by several threads.
 */
final class Assignment {
    private static final int NONE = -1;

    private int rows;
    private int columns;
    private int pairs;
    private double limit;
    private int[] firstPair = new int[1];
    private int[] pairColumn = new int[0];
    private double[] pairCost = new double[0];
    private int[] columnOf = new int[0];
    private int[] rowOf = new int[0];
    private double[] rowPrice = new double[0];
    private double[] columnPrice = new double[0];
    private double[] distance = new double[0];
    private int[] before = new int[0];
    private boolean[] done = new boolean[0];
    private int[] reached = new int[0];
    private int reachedCount;
    private int doneCount;

    /** Forgets the last problem and starts one without rows. */
    void begin(int columnCount, double unmatchedCost) {
        rows = 0;
        pairs = 0;
        columns = columnCount;
        limit = unmatchedCost;
        if (rowOf.length < columns) {
            int capacity = Math.max(columns, rowOf.length * 2);
            rowOf = new int[capacity];
            columnPrice = new double[capacity];
            distance = new double[capacity];
            before = new int[capacity];
            done = new boolean[capacity];
            reached = new int[capacity];
        }
        Arrays.fill(rowOf, 0, columns, NONE);
        Arrays.fill(columnPrice, 0, columns, 0);
        Arrays.fill(distance, 0, columns, Double.POSITIVE_INFINITY);
    }

    /** Starts the next row; its pairs follow. */
    void row() {
        if (firstPair.length < rows + 2) {
            firstPair = Arrays.copyOf(firstPair, Math.max(rows + 2, firstPair.length * 2));
        }
        firstPair[rows] = pairs;
        rows++;
        firstPair[rows] = pairs;
    }

    /** The row that was started last may have this column; a cost of the limit or more is left out. */
    void pair(int column, double cost) {
        if (cost >= limit) {
            return;
        }
        if (pairColumn.length == pairs) {
            int capacity = Math.max(64, pairs * 2);
            pairColumn = Arrays.copyOf(pairColumn, capacity);
            pairCost = Arrays.copyOf(pairCost, capacity);
        }
        pairColumn[pairs] = column;
        pairCost[pairs] = cost;
        pairs++;
        firstPair[rows] = pairs;
    }

    /** Solves it; afterwards {@link #columnOf} and {@link #rowOf} answer. */
    void solve() {
        if (columnOf.length < rows) {
            int capacity = Math.max(rows, columnOf.length * 2);
            columnOf = new int[capacity];
            rowPrice = new double[capacity];
        }
        for (int row = 0; row < rows; row++) {
            takeCheapest(row);
        }
        for (int row = 0; row < rows; row++) {
            if (columnOf[row] == NONE && rowPrice[row] < limit) {
                augment(row);
            }
        }
    }

    /** The column of a row, or -1. */
    int columnOf(int row) {
        return columnOf[row];
    }

    /** The row of a column, or -1. */
    int rowOf(int column) {
        return rowOf[column];
    }

    /** A start that leaves little to do: the cheapest column of the row, if nobody has it yet. */
    private void takeCheapest(int row) {
        int best = NONE;
        double price = limit;
        for (int i = firstPair[row]; i < firstPair[row + 1]; i++) {
            if (pairCost[i] < price) {
                price = pairCost[i];
                best = pairColumn[i];
            }
        }
        rowPrice[row] = price;
        columnOf[row] = NONE;
        if (best != NONE && rowOf[best] == NONE) {
            columnOf[row] = best;
            rowOf[best] = row;
        }
    }

    /** Finds the cheapest way to serve one more row: to a column that is free, or by leaving out some row on the way. */
    private void augment(int free) {
        reachedCount = 0;
        doneCount = 0;
        double leaveOut = limit - rowPrice[free];
        int leftOut = free;
        scan(free, 0);
        int end = NONE;
        double length = leaveOut;
        while (true) {
            int next = nearest();
            if (next == NONE || distance[next] >= leaveOut) {
                length = leaveOut;
                break;
            }
            if (rowOf[next] == NONE) {
                end = next;
                length = distance[next];
                break;
            }
            int row = rowOf[next];
            double through = distance[next] + limit - rowPrice[row];
            if (through < leaveOut) {
                leaveOut = through;
                leftOut = row;
            }
            scan(row, distance[next]);
        }
        updatePrices(free, length);
        flip(free, end, leftOut);
        for (int i = 0; i < reachedCount; i++) {
            distance[reached[i]] = Double.POSITIVE_INFINITY;
            done[reached[i]] = false;
        }
    }

    /** Moves the nearest column that was reached and is not done to those that are done. */
    private int nearest() {
        int best = NONE;
        for (int i = doneCount; i < reachedCount; i++) {
            if (best == NONE || distance[reached[i]] < distance[reached[best]]) {
                best = i;
            }
        }
        if (best == NONE) {
            return NONE;
        }
        int column = reached[best];
        reached[best] = reached[doneCount];
        reached[doneCount] = column;
        doneCount++;
        done[column] = true;
        return column;
    }

    private void scan(int row, double start) {
        for (int i = firstPair[row]; i < firstPair[row + 1]; i++) {
            int column = pairColumn[i];
            double way = start + pairCost[i] - rowPrice[row] - columnPrice[column];
            // What is done cannot get nearer but by rounding, which would lead the way in a circle.
            if (!done[column] && way < distance[column]) {
                if (distance[column] == Double.POSITIVE_INFINITY) {
                    reached[reachedCount++] = column;
                }
                distance[column] = way;
                before[column] = row;
            }
        }
    }

    /** Keeps every reduced cost at 0 or above, and at 0 for the pairs that are made. */
    private void updatePrices(int free, double length) {
        rowPrice[free] += length;
        for (int i = 0; i < doneCount; i++) {
            int column = reached[i];
            double gain = length - distance[column];
            if (gain > 0 && rowOf[column] != NONE) {
                columnPrice[column] -= gain;
                rowPrice[rowOf[column]] += gain;
            }
        }
    }

    /** Hands columns on along the way that was found, from its end to the row it began with. */
    private void flip(int free, int end, int leftOut) {
        int column = end;
        if (end == NONE) {
            if (leftOut == free) {
                return;
            }
            column = columnOf[leftOut];
            columnOf[leftOut] = NONE;
        }
        while (true) {
            int row = before[column];
            int next = columnOf[row];
            columnOf[row] = column;
            rowOf[column] = row;
            if (row == free) {
                return;
            }
            column = next;
        }
    }
}
