package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.detection.Layout.Reading;
import dev.visiontask.tensor.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the first numbers of the predictions for the cells of a grid are, as one run on noise shows it. Decoded centres rise
 * with the columns of the cells; offsets within a cell do not.
 */
enum CellCentres {
    /** Centres in pixels of the input. */
    PIXELS,
    /** Centres relative to the input. */
    RELATIVE,
    /** Offsets that a grid has still to be added to, or nothing that can be told. */
    OFFSETS;

    /** A decoded centre lies anywhere in the input; an offset within a cell is a few units at most. */
    private static final float DECODED_SHARE = 0.25f;

    /** Decoded centres go with the cells by 0.8 and more, offsets by about 0. */
    private static final double GOES_WITH_CELLS = 0.5;

    private static final float LARGEST_RELATIVE = 2;

    /** What they are in this output of the model. */
    static CellCentres of(DenseOutput dense, ModelOutputs outputs) {
        Tensor tensor = outputs.sample(dense.index());
        int step = dense.byRows() ? dense.channels() : 1;
        Sums sums = new Sums();
        float largest = 0;
        for (int i = 0; i < dense.predictions(); i++) {
            float value = tensor.floats().get(i * step);
            largest = Math.max(largest, Math.abs(value));
            sums.add(value, column(dense.grid(), dense.perCell(), i, outputs.input()));
        }
        boolean relative = largest <= LARGEST_RELATIVE;
        if (sums.correlation() > GOES_WITH_CELLS) {
            return relative ? RELATIVE : PIXELS;
        }
        return largest > DECODED_SHARE * outputs.input().width() ? PIXELS : OFFSETS;
    }

    /** What the first four numbers of a prediction are: by the key {@code coordinates}, else as the numbers tell. */
    static Reading reading(DenseOutput dense, ModelOutputs outputs) {
        Optional<BoxUnit> declared = LayoutKeys.unit(outputs.spec());
        if (declared.isPresent()) {
            return new Reading(Reading.CENTRE, declared.get(), false);
        }
        boolean relative = of(dense, outputs) == RELATIVE;
        return new Reading(Reading.CENTRE, relative ? BoxUnit.RELATIVE : BoxUnit.PIXELS, relative);
    }

    /** Where a prediction's cell lies across the input; anchors come before rows and columns. */
    private static double column(@Nullable Grid grid, int perCell, int prediction, ImageSize input) {
        if (grid == null) {
            return 0;
        }
        int rest = prediction;
        for (int stride : grid.strides()) {
            int cells = grid.cells(input, stride);
            if (rest < cells * perCell) {
                return (rest % cells % grid.columns(input, stride) + 0.5) * stride;
            }
            rest -= cells * perCell;
        }
        return 0;
    }

    /** Pearson's correlation of two series. */
    private static final class Sums {
        private double count;
        private double x;
        private double y;
        private double xx;
        private double yy;
        private double xy;

        void add(double a, double b) {
            count++;
            x += a;
            y += b;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }

        /** 0 for series without a spread. */
        double correlation() {
            double spread = Math.sqrt((xx - x * x / count) * (yy - y * y / count));
            double found = (xy - x * y / count) / spread;
            return Double.isFinite(found) ? found : 0;
        }
    }
}
