package dev.visiontask.detection;

import dev.visiontask.detection.Layout.Reading;
import dev.visiontask.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * RT-DETR as Ultralytics exports it: {@code [N, queries, 4 + classes]} of centre x and y, width and height, relative to the
 * input, and class scores as probabilities. A query has one class, its best, and there is nothing to suppress. Read by
 * {@link Yolov8RowsDecoder}. Source: {@code RTDETRPredictor} of ultralytics/ultralytics,
 * {@code ultralytics/models/rtdetr/predict.py}.
 *
 * <p>With two classes its shape is that of {@link EndToEndDecoder}; only the numbers tell.
 */
final class RtDetrFamily {
    private static final String NAME = "rtdetr";
    private static final int HEAD = Yolov8Decoder.HEAD;
    private static final float ROUNDING = 0.01f;

    /** So many boxes in one corner are no chance. */
    private static final int SEVERAL = 5;

    private RtDetrFamily() {}

    static Family family() {
        return new Family(
                NAME,
                RtDetrFamily::matches,
                RtDetrFamily::layout,
                Set.of(LayoutKeys.COORDINATES),
                RtDetrFamily::contradiction);
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.find(outputs).orElse(null);
        return dense != null
                && outputs.count() == 1
                && dense.perCell() == 0
                && dense.info().shape().dim(1) <= EndToEndFamily.MOST_BOXES
                && dense.asRows().fits(outputs, HEAD);
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, NAME).asRows();
        int classes = dense.classes(HEAD);
        ScoreNumbers.require(outputs, dense, HEAD, classes, NAME);
        Reading reading = BoxNumbers.reading(outputs, Reading.CENTRE, BoxUnit.RELATIVE, dense.index());
        return new Layout(
                new Yolov8RowsDecoder(dense.index(), classes, 0, reading.unit()),
                dense.info(),
                classes,
                NmsMode.NONE,
                reading);
    }

    /** Scores are probabilities, and not all whole ones; every query has a size that fits its centre, for noise too. */
    private static Optional<String> contradiction(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, NAME).asRows();
        Tensor tensor = outputs.sample(dense.index());
        int channels = dense.channels();
        boolean[] whole = new boolean[channels];
        boolean[] some = new boolean[channels];
        Arrays.fill(whole, true);
        for (int i = 0; i < tensor.shape().elements(); i++) {
            float value = tensor.floats().get(i);
            int channel = i % channels;
            if (channel >= HEAD && !(value >= -ROUNDING && value <= 1 + ROUNDING)) {
                return Optional.of(value + " as the score of a class");
            }
            if ((channel == 2 || channel == 3) && !(value >= 0)) {
                return Optional.of(value + " as the size of a box");
            }
            whole[channel] &= value == Math.rint(value);
            some[channel] |= value != 0;
        }
        for (int channel = HEAD; channel < channels; channel++) {
            // A class that is never there may be rounded to zero.
            if (whole[channel] && (some[channel] || channel == channels - 1)) {
                return Optional.of("whole numbers as scores");
            }
        }
        return areCorners(tensor, channels)
                ? Optional.of("sizes above the centres in each row, as if they were right and bottom edges")
                : Optional.empty();
    }

    /** Queries lie all over the input; if each is wider than its centre is far from the left, it has edges. */
    private static boolean areCorners(Tensor tensor, int channels) {
        int boxes = 0;
        for (int start = 0; start < tensor.shape().elements(); start += channels) {
            float right = tensor.floats().get(start + 2);
            float bottom = tensor.floats().get(start + 3);
            boolean filling = right <= 0 && bottom <= 0;
            if (!filling
                    && !(right > tensor.floats().get(start)
                            && bottom > tensor.floats().get(start + 1))) {
                return false;
            }
            boxes += filling ? 0 : 1;
        }
        return boxes >= SEVERAL;
    }
}
