package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * The cells that a network looks at, level by level, row by row: level {@code s} has one cell every {@code s} pixels.
 *
 * @param strides pixels from cell to cell, one number a level
 * @param partial whether a rest at the right and the bottom that is narrower than a stride has a cell too
 */
record Grid(List<Integer> strides, boolean partial) {
    private static final List<List<Integer>> USUAL = List.of(List.of(8, 16, 32), List.of(8, 16, 32, 64));

    Grid {
        strides = List.copyOf(strides);
    }

    /** A cell: its column and row in its level, and the stride of that. */
    record Cell(int column, int row, int stride) {}

    /** The usual grid that has this many cells for a picture of this size. */
    static Optional<Grid> of(int cells, ImageSize input) {
        return USUAL.stream()
                .flatMap(strides -> List.of(new Grid(strides, false), new Grid(strides, true)).stream())
                .filter(grid -> grid.cells(input) == cells)
                .findFirst();
    }

    int columns(ImageSize input, int stride) {
        return partial ? (input.width() + stride - 1) / stride : input.width() / stride;
    }

    /** The cells of one level. */
    int cells(ImageSize input, int stride) {
        return columns(input, stride) * rows(input, stride);
    }

    private int rows(ImageSize input, int stride) {
        return partial ? (input.height() + stride - 1) / stride : input.height() / stride;
    }

    /** The cells of all levels. */
    int cells(ImageSize input) {
        return strides.stream().mapToInt(stride -> cells(input, stride)).sum();
    }

    /** The cell of this number, counted through the levels. */
    Cell cell(int number, ImageSize input) {
        int rest = number;
        for (int stride : strides) {
            int columns = columns(input, stride);
            int cells = cells(input, stride);
            if (rest < cells) {
                return new Cell(rest % columns, rest / columns, stride);
            }
            rest -= cells;
        }
        throw new IllegalArgumentException("Expected a cell below " + cells(input) + ", found: " + number);
    }
}
