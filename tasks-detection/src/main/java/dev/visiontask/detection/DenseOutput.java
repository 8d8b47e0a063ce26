package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One output with a prediction for every cell of a grid: {@code [N, predictions, channels]} or
 * {@code [N, channels, predictions]}.
 *
 * @param place which of the model's outputs
 * @param info its name and shape
 * @param byRows whether the channels of a prediction lie together
 * @param perCell predictions a cell: 1, or 3 for as many anchors; 0 if no usual grid has so many cells
 * @param grid the grid, if one fits
 */
record DenseOutput(
        int place,
        TensorInfo info,
        boolean byRows,
        int perCell,
        @Nullable Grid grid) {
    private static final int ANCHORS = 3;

    /** A decoded centre lies anywhere in the input; an offset within a cell is a few units at most. */
    private static final float DECODED_SHARE = 0.25f;

    static DenseOutput of(int place, TensorInfo info, ImageSize input) {
        int middle = Math.toIntExact(info.shape().dim(1));
        int last = Math.toIntExact(info.shape().dim(2));
        for (int perCell : new int[] {1, ANCHORS}) {
            Optional<Grid> rows = grid(middle, perCell, input);
            if (rows.isPresent()) {
                return new DenseOutput(place, info, true, perCell, rows.get());
            }
            Optional<Grid> columns = grid(last, perCell, input);
            if (columns.isPresent()) {
                return new DenseOutput(place, info, false, perCell, columns.get());
            }
        }
        return new DenseOutput(place, info, middle > last, 0, null);
    }

    private static Optional<Grid> grid(int predictions, int perCell, ImageSize input) {
        return predictions % perCell == 0 ? Grid.of(predictions / perCell, input) : Optional.empty();
    }

    int channels() {
        return Math.toIntExact(info.shape().dim(byRows ? 2 : 1));
    }

    int predictions() {
        return Math.toIntExact(info.shape().dim(byRows ? 1 : 2));
    }

    /** Whether the first channel of what the model gave holds centres in pixels. */
    boolean isDecoded(Tensor tensor, ImageSize input) {
        float largest = 0;
        for (int row = 0; row < predictions(); row++) {
            largest = Math.max(largest, Math.abs(tensor.floats().get(row * channels())));
        }
        return largest > DECODED_SHARE * input.width();
    }

    /** Whether there are {@code more} channels than classes with a label, or no labels to tell. */
    boolean fits(ModelOutputs outputs, int more) {
        return outputs.labelledClasses().isPresent()
                ? channels() == outputs.labelledClasses().getAsInt() + more
                : channels() > more;
    }

    /** The channels beyond the first {@code more}: one a class. */
    int classes(int more) {
        if (channels() <= more) {
            throw new ModelFormatException(
                    "Expected more than " + more + " channels in output " + info + ", found: " + channels() + ".");
        }
        return channels() - more;
    }

    /** The grid, or the error that no usual one has so many cells. */
    Grid requireGrid(ModelOutputs outputs) {
        if (grid == null || perCell != 1 || !byRows) {
            throw new ModelFormatException("Expected one row a cell of a grid with the strides 8, 16, 32 (and 64) for"
                    + " an input of " + outputs.input() + ", found output " + info + ". Give the key strides.");
        }
        return grid;
    }

    /** The same output, read channel by channel, because its family is known. */
    DenseOutput asColumns() {
        return new DenseOutput(place, info, false, perCell, grid);
    }

    /** The same output, read row by row, because its family is known. */
    DenseOutput asRows() {
        return new DenseOutput(place, info, true, perCell, grid);
    }
}
