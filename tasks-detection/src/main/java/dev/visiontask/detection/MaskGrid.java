package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import dev.visiontask.mask.MaskBuilder;
import java.util.Arrays;

/**
 * Numbers on a coarse grid that become the mask of an object in the picture: interpolated bilinearly to its pixels,
 * inside is what is above a threshold. Only the cells below a part of the picture are held, and nothing of the size of
 * the picture: each column of pixels goes straight to run lengths.
 *
 * <p>Between two cells the numbers change evenly, so that only where one is above the threshold and the other is not need
 * the pixels be looked at. Memory is reused from mask to mask; used by one thread at a time.
 */
final class MaskGrid {
    private static final CellAxis NOWHERE = new CellAxis(1, 0, 0, 0);

    private CellAxis across = NOWHERE;
    private CellAxis down = NOWHERE;
    private PixelArea area = new PixelArea(0, 0, 0, 0);
    private int firstColumn;
    private int firstRow;
    private int columns;
    private int rows;

    private float[] values = {};
    private float[] row = {};
    /** The numbers of one column of pixels at the rows of cells, less the threshold. */
    private float[] line = {};
    /** For each row of pixels how far it is from its row of cells to the next. */
    private float[] shares = {};
    /** For each row of cells the first row of pixels at or below it; and one more. */
    private int[] starts = {};

    /** Takes the cells below a part of the picture that is not empty; their numbers are 0. */
    void begin(CellAxis acrossPicture, CellAxis downPicture, PixelArea part) {
        across = acrossPicture;
        down = downPicture;
        area = part;
        firstColumn = cell(across, area.left());
        firstRow = cell(down, area.top());
        columns = Math.min(across.last(), cell(across, area.right() - 1) + 1) - firstColumn + 1;
        rows = Math.min(down.last(), cell(down, area.bottom() - 1) + 1) - firstRow + 1;
        int size = Math.multiplyExact(columns, rows);
        values = values.length < size ? new float[size] : values;
        Arrays.fill(values, 0, size, 0);
        row = row.length < columns ? new float[columns] : row;
        line = line.length < rows ? new float[rows] : line;
        starts = starts.length <= rows ? new int[rows + 1] : starts;
        shares = shares.length < area.height() ? new float[area.height()] : shares;
    }

    private static int cell(CellAxis axis, int pixel) {
        return (int) Math.floor(axis.position(pixel));
    }

    /** The column of the grid that the first number of each row belongs to. */
    int firstColumn() {
        return firstColumn;
    }

    /** The row of the grid that the first numbers belong to. */
    int firstRow() {
        return firstRow;
    }

    /** How many columns of cells are held. */
    int columns() {
        return columns;
    }

    /** How many rows of cells are held. */
    int rows() {
        return rows;
    }

    /** The numbers, row by row, to be written; there may be more elements than numbers. */
    float[] values() {
        return values;
    }

    /** Working memory for the numbers of one row. */
    float[] row() {
        return row;
    }

    /** The sum of all numbers, which is finite only if each is. */
    float sum() {
        return OutputNumbers.sum(values, 0, columns * rows);
    }

    /** The pixels of the part whose number is above the threshold. */
    Mask above(float threshold, ImageSize picture) {
        measureRows();
        MaskBuilder mask = new MaskBuilder(picture);
        for (int x = area.left(); x < area.right(); x++) {
            interpolate(across.position(x) - firstColumn, threshold);
            addColumn(x, mask);
        }
        return mask.build();
    }

    private void measureRows() {
        int before = -1;
        for (int y = 0; y < area.height(); y++) {
            double position = down.position(area.top() + y) - firstRow;
            int cell = (int) position;
            shares[y] = (float) (position - cell);
            while (before < cell) {
                starts[++before] = y;
            }
        }
        while (before < rows) {
            starts[++before] = area.height();
        }
    }

    private void interpolate(double position, float threshold) {
        int cell = (int) position;
        int next = Math.min(cell + 1, columns - 1);
        float share = (float) (position - cell);
        for (int i = 0; i < rows; i++) {
            float number = values[i * columns + cell];
            line[i] = number + (values[i * columns + next] - number) * share - threshold;
        }
    }

    private void addColumn(int x, MaskBuilder mask) {
        for (int cell = 0; cell < rows; cell++) {
            float number = line[cell];
            float next = line[Math.min(cell + 1, rows - 1)];
            if (number > 0 && next > 0) {
                mask.add(x, area.top() + starts[cell], area.top() + starts[cell + 1]);
            } else if (number > 0 || next > 0) {
                addPixels(x, cell, mask);
            }
        }
    }

    private void addPixels(int x, int cell, MaskBuilder mask) {
        float number = line[cell];
        float change = line[Math.min(cell + 1, rows - 1)] - number;
        for (int y = starts[cell]; y < starts[cell + 1]; y++) {
            if (number + change * shares[y] > 0) {
                mask.add(x, area.top() + y, area.top() + y + 1);
            }
        }
    }
}
