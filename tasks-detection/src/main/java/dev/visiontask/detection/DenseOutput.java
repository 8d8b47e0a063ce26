package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One output with a prediction for every cell of a grid: {@code [N, predictions, channels]} or
 * {@code [N, channels, predictions]}.
 *
 * @param index which of the model's outputs
 * @param info its name and shape
 * @param byRows whether the channels of a prediction lie together
 * @param perCell predictions a cell: 1, or 3 for as many anchors; 0 if no usual grid has so many cells
 * @param grid the grid, if one fits
 */
record DenseOutput(
        int index,
        TensorInfo info,
        boolean byRows,
        int perCell,
        @Nullable Grid grid) {
    private static final int ANCHORS = 3;

    /**
     * The only output of rank 3, read as predictions for the cells of a grid; or the one that the key {@code outputs} names,
     * alone or before the prototypes of masks.
     */
    static Optional<DenseOutput> find(ModelOutputs outputs) {
        List<Integer> declared = outputs.declared();
        List<Integer> found = declared.size() == 1 || declared.size() == 2
                ? declared.subList(0, 1)
                : outputs.indexes(index -> outputs.rank(index) == 3);
        return found.size() == 1
                        && outputs.rank(found.get(0)) == 3
                        && outputs.isFloat(found.get(0))
                        && !isBatchSecond(outputs.info(found.get(0)).shape())
                ? Optional.of(of(found.get(0), outputs.info(found.get(0)), outputs.input()))
                : Optional.empty();
    }

    /** Whether there is one prediction for each of many images, that is, many predictions for one. */
    private static boolean isBatchSecond(Shape shape) {
        return shape.dim(0) > 1 && shape.dim(1) == 1;
    }

    /** {@link #find}, or the error that there is none. */
    static DenseOutput require(ModelOutputs outputs, String family) {
        return find(outputs)
                .orElseThrow(() -> new ModelFormatException("Expected one float32 output of rank 3 for the decoder "
                        + family + ", found: " + outputs + ". Name it by the key outputs (before the prototypes of"
                        + " masks, if there are any)."));
    }

    /** An output of rank 3 whose last two dimensions are fixed. */
    static DenseOutput of(int index, TensorInfo info, ImageSize input) {
        int middle = Math.toIntExact(info.shape().dim(1));
        int last = Math.toIntExact(info.shape().dim(2));
        for (int perCell : new int[] {1, ANCHORS}) {
            Optional<Grid> rows = grid(middle, perCell, input);
            if (rows.isPresent()) {
                return new DenseOutput(index, info, true, perCell, rows.get());
            }
            Optional<Grid> columns = grid(last, perCell, input);
            if (columns.isPresent()) {
                return new DenseOutput(index, info, false, perCell, columns.get());
            }
        }
        return new DenseOutput(index, info, middle > last, 0, null);
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
        return new DenseOutput(index, info, false, perCell, grid);
    }

    /** The same output, read row by row, because its family is known. */
    DenseOutput asRows() {
        return new DenseOutput(index, info, true, perCell, grid);
    }
}
