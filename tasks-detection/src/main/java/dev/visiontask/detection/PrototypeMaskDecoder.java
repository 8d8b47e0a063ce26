package dev.visiontask.detection;

import dev.visiontask.mask.Mask;
import dev.visiontask.mask.MaskBuilder;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * YOLOv5-seg, YOLOv8-seg, YOLO11-seg and their end-to-end form: {@code [N, count, rows, columns]} of prototypes that cover
 * the input, and as many coefficients a prediction, its last channels. The mask is where the sum of prototypes, each times
 * its coefficient, is above 0 (a sigmoid above 0.5), interpolated to the picture first and cut to the box then: pixels
 * whose column and row lie in it. Source: {@code process_mask_native}, {@code scale_masks} and {@code crop_mask} of
 * ultralytics/ultralytics, {@code ultralytics/utils/ops.py}.
 *
 * <p>There the padding is cut off in whole cells of the prototypes, which shifts masks by up to a cell where the padding
 * is none; here masks go through the same inverse as boxes.
 */
final class PrototypeMaskDecoder implements MaskDecoder {
    private final int place;
    private final int count;
    private final Coefficients coefficients;

    /**
     * Of two outputs.
     *
     * @param place the output of the prototypes
     * @param count how many prototypes there are
     */
    PrototypeMaskDecoder(int place, int count, Coefficients coefficients) {
        this.place = place;
        this.count = count;
        this.coefficients = coefficients;
    }

    /**
     * Where the coefficients are: the last channels of each prediction.
     *
     * @param place the output of the predictions, of rank 3
     * @param byRows whether the channels of a prediction lie together
     */
    record Coefficients(int place, boolean byRows) {
        /** The number of a channel counted from the first coefficient. */
        float get(Tensor tensor, int index, int row, int channel, int count) {
            int channels = (int) tensor.shape().dim(byRows ? 2 : 1);
            int predictions = (int) tensor.shape().dim(byRows ? 1 : 2);
            int start = index * channels * predictions;
            int wanted = channels - count + channel;
            return tensor.floats().get(start + (byRows ? row * channels + wanted : wanted * predictions + row));
        }
    }

    @Override
    public Mask decode(List<Tensor> outputs, int index, Found found, MaskGrid grid) {
        Tensor prototypes = outputs.get(place);
        OutputNumbers.requireShape(prototypes, index, Shape.DYNAMIC, count, Shape.DYNAMIC, Shape.DYNAMIC);
        PixelArea area = PixelArea.startingIn(found.box());
        if (area.isEmpty()) {
            return new MaskBuilder(found.geometry().source()).build();
        }
        int rows = (int) prototypes.shape().dim(2);
        int columns = (int) prototypes.shape().dim(3);
        grid.begin(found.across(columns), found.down(rows), area);
        Tensor predictions = outputs.get(coefficients.place());
        for (int i = 0; i < count; i++) {
            float coefficient = coefficients.get(predictions, index, found.row(), i, count);
            OutputNumbers.requireFinite(predictions, coefficient);
            int start = (index * count + i) * rows * columns;
            add(
                    prototypes.floats(),
                    start + grid.firstRow() * columns + grid.firstColumn(),
                    columns,
                    coefficient,
                    grid);
        }
        OutputNumbers.requireFinite(prototypes, grid.sum());
        return grid.above(0, found.geometry().source());
    }

    private static void add(FloatBuffer prototypes, int first, int stride, float coefficient, MaskGrid grid) {
        float[] values = grid.values();
        float[] row = grid.row();
        int columns = grid.columns();
        for (int y = 0; y < grid.rows(); y++) {
            prototypes.get(first + y * stride, row, 0, columns);
            for (int x = 0; x < columns; x++) {
                values[y * columns + x] += coefficient * row[x];
            }
        }
    }
}
