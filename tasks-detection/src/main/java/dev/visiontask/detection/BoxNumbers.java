package dev.visiontask.detection;

import dev.visiontask.detection.Layout.Reading;
import dev.visiontask.tensor.Tensor;
import java.util.Optional;

/**
 * What the numbers of boxes for noise say of their unit: four numbers a row, corners or centre and size alike. Rows of zeros
 * and of negative numbers are filling.
 */
final class BoxNumbers {
    /** Relative boxes reach a little beyond the input at most. */
    private static final float RELATIVE = 1.5f;

    /** Relative boxes of an untrained model may be far too large, but most are not so large. */
    private static final float PIXELS = 8;

    private BoxNumbers() {}

    /** What the numbers of a box are: by the key {@code coordinates}, else by the numbers, else as the family has them. */
    static Reading reading(ModelOutputs outputs, String numbers, BoxUnit family, int index) {
        Optional<BoxUnit> declared = LayoutKeys.unit(outputs.spec());
        Optional<BoxUnit> seen = declared.isPresent() ? declared : unit(outputs.sample(index));
        BoxUnit unit = seen.orElse(family);
        return new Reading(numbers, unit, declared.isEmpty() && unit != family);
    }

    /** The unit of an output whose last dimension is a row that begins with a box. */
    static Optional<BoxUnit> unit(Tensor tensor) {
        int rank = tensor.shape().rank();
        int length = (int) tensor.shape().dim(rank - 1);
        int rows = length < 4 ? 0 : (int) (tensor.shape().elements() / length);
        int boxes = 0;
        int large = 0;
        int small = 0;
        for (int row = 0; row < rows; row++) {
            float largest = 0;
            for (int i = 0; i < 4; i++) {
                largest = Math.max(largest, OutputNumbers.get(tensor, row * length + i));
            }
            boxes += largest > 0 ? 1 : 0;
            large += largest > PIXELS ? 1 : 0;
            small += largest > 0 && largest <= RELATIVE ? 1 : 0;
        }
        if (boxes > 0 && small == boxes) {
            return Optional.of(BoxUnit.RELATIVE);
        }
        return large * 2 > boxes ? Optional.of(BoxUnit.PIXELS) : Optional.empty();
    }
}
