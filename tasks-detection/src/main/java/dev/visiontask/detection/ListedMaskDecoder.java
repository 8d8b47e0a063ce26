package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.InferenceException;
import dev.visiontask.mask.Mask;
import dev.visiontask.mask.MaskBuilder;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Mask R-CNN: {@code [boxes, 1, rows, columns]} of probabilities, a mask for each box that is listed; inside is what is
 * above 0.5 after bilinear interpolation.
 *
 * <p>Masks of the size of the input cover it, as torchvision gives them. Small square ones (28x28) cover their box, as in
 * the ONNX model zoo; they are surrounded by zeros and laid over the box as it is. Source: {@code paste_masks_in_image} of
 * facebookresearch/detectron2, {@code detectron2/layers/mask_ops.py}. {@code paste_mask_in_image} of maskrcnn-benchmark
 * and torchvision does the same after rounding the box to whole pixels.
 */
final class ListedMaskDecoder implements MaskDecoder {
    private static final float THRESHOLD = 0.5f;

    /** Heads give 14x14 to 56x56; whole pictures are larger. */
    private static final long LARGEST_IN_BOX = 128;

    /** In cells: rounding the box may have moved a mask that covers the input by so much out of it. */
    private static final double BEYOND_BOX = 2;

    private final int place;

    ListedMaskDecoder(int place) {
        this.place = place;
    }

    @Override
    public Mask decode(List<Tensor> outputs, int index, Found found, MaskGrid grid) {
        Tensor masks = outputs.get(place);
        OutputNumbers.requireShape(masks, found.row(), Shape.DYNAMIC, 1, Shape.DYNAMIC, Shape.DYNAMIC);
        int rows = (int) masks.shape().dim(2);
        int columns = (int) masks.shape().dim(3);
        boolean whole = columns == found.geometry().target().width()
                && rows == found.geometry().target().height();
        if (!whole && (rows != columns || rows < 1 || rows > LARGEST_IN_BOX)) {
            throw new InferenceException("Expected masks of the input, "
                    + found.geometry().target() + ", or square ones of at most " + LARGEST_IN_BOX + "x"
                    + LARGEST_IN_BOX + " for the boxes in output " + masks.info() + ", found: " + columns + "x"
                    + rows + ". Export the model with masks of one of these sizes.");
        }
        PixelArea area = whole
                ? beyond(found)
                : PixelArea.around(found.box(), 0, found.geometry().source());
        if (area.isEmpty()) {
            return new MaskBuilder(found.geometry().source()).build();
        }
        Box box = found.whole();
        grid.begin(
                whole ? found.across(columns) : CellAxis.ofBox(box.left(), box.right(), columns),
                whole ? found.down(rows) : CellAxis.ofBox(box.top(), box.bottom(), rows),
                area);
        read(masks.floats(), found.row() * rows * columns, rows, columns, grid);
        OutputNumbers.requireFinite(masks, grid.sum());
        return grid.above(THRESHOLD, found.geometry().source());
    }

    private static PixelArea beyond(Found found) {
        double step = Math.min(
                (double) found.geometry().resized().width()
                        / found.geometry().source().width(),
                (double) found.geometry().resized().height()
                        / found.geometry().source().height());
        return PixelArea.around(found.box(), BEYOND_BOX / step, found.geometry().source());
    }

    /** Takes the cells that exist; those around the mask stay 0. */
    private static void read(FloatBuffer masks, int start, int rows, int columns, MaskGrid grid) {
        int left = Math.max(0, grid.firstColumn());
        int right = Math.min(columns, grid.firstColumn() + grid.columns());
        for (int y = 0; y < grid.rows(); y++) {
            int row = grid.firstRow() + y;
            if (row >= 0 && row < rows && left < right) {
                int to = y * grid.columns() + left - grid.firstColumn();
                masks.get(start + row * columns + left, grid.values(), to, right - left);
            }
        }
    }
}
