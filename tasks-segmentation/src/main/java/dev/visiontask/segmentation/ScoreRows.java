package dev.visiontask.segmentation;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * Reads a float output row by row, some of its columns, class by class: number {@code x} of class {@code c} is at
 * {@code c * stride() + x}. Each number is checked on the way; {@link #requireFinite} tells.
 */
final class ScoreRows {
    private final Tensor tensor;
    private final OutputGrid grid;
    private final FloatBuffer floats;
    private final int left;
    private final int width;
    private final float[] interleaved;

    /** 0 as long as all numbers of that place of a row were finite, NaN since one was not. */
    private final float[] check;

    /** Reads the columns from {@code left} to before {@code right}. */
    ScoreRows(Tensor tensor, OutputGrid grid, int left, int right) {
        this.tensor = tensor;
        this.grid = grid;
        this.floats = tensor.floats();
        this.left = left;
        this.width = right - left;
        this.interleaved = new float[grid.columnStride() == 1 ? 0 : width * grid.channels()];
        this.check = new float[length()];
    }

    /** From one class to the next: the number of columns and a copy of the last one, which has no right neighbour. */
    int stride() {
        return width + 1;
    }

    int length() {
        return grid.channels() * stride();
    }

    int channels() {
        return grid.channels();
    }

    void read(int y, float[] row) {
        if (grid.columnStride() == 1) {
            for (int c = 0; c < grid.channels(); c++) {
                floats.get(grid.element(c, left, y), row, c * stride(), width);
            }
        } else {
            floats.get(grid.element(0, left, y), interleaved);
            for (int c = 0; c < grid.channels(); c++) {
                pick(c, row);
            }
        }
        for (int end = width; end < row.length; end += stride()) {
            row[end] = row[end - 1];
        }
        check(row, check);
    }

    private void pick(int channel, float[] row) {
        int channels = grid.channels();
        int out = channel * stride();
        for (int x = 0, i = channel; x < width; x++, i += channels) {
            row[out + x] = interleaved[i];
        }
    }

    private static void check(float[] row, float[] check) {
        for (int i = 0; i < check.length; i++) {
            check[i] += row[i] * 0f;
        }
    }

    /** Refuses NaN and infinite numbers among those that were read. */
    void requireFinite() {
        float sum = 0;
        for (float value : check) {
            sum += value;
        }
        if (Float.isNaN(sum)) {
            throw notFinite();
        }
    }

    private InferenceException notFinite() {
        for (int y = 0; y < grid.height(); y++) {
            for (int c = 0; c < grid.channels(); c++) {
                for (int x = left; x < left + width; x++) {
                    float value = floats.get(grid.element(c, x, y));
                    if (!Float.isFinite(value)) {
                        return new InferenceException("Expected finite numbers in output " + tensor.name()
                                + ", found: " + value + " for class " + c + " at column " + x + ", row " + y
                                + ". The model or the engine is broken, or the input has values far outside the range"
                                + " that the model was trained on: check the preprocessing in info().");
                    }
                }
            }
        }
        throw new IllegalStateException("Expected a number that is not finite in output " + tensor.name());
    }
}
