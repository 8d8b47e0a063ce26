package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.detection.Layout.Reading;
import dev.visiontask.tensor.Tensor;
import java.util.Optional;
import java.util.Set;

/** Recognises the outputs of {@link EndToEndDecoder}. */
final class EndToEndFamily {
    private static final String NAME = "end2end";
    private static final int HEAD = EndToEndDecoder.HEAD;

    /** Such models give 100 to 300 boxes; thousands of rows of six are predictions for one class. */
    static final int MOST_BOXES = 1000;

    private EndToEndFamily() {}

    static Family family() {
        return new Family(
                NAME,
                EndToEndFamily::matches,
                EndToEndFamily::layout,
                Set.of(LayoutKeys.COORDINATES),
                EndToEndFamily::contradiction);
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.find(outputs).orElse(null);
        return dense != null
                && dense.info().shape().dim(2) == HEAD + coefficients(outputs, dense)
                && dense.perCell() == 0
                && dense.info().shape().dim(1) <= MOST_BOXES;
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, NAME).asRows();
        int coefficients = coefficients(outputs, dense);
        if (dense.channels() != HEAD + coefficients) {
            throw new ModelFormatException("Expected " + (HEAD + coefficients) + " numbers a box in output "
                    + dense.info() + " for the decoder end2end, found: " + dense.channels() + ".");
        }
        Reading reading = BoxNumbers.reading(outputs, Reading.CORNERS, BoxUnit.PIXELS, dense.index());
        return new Layout(
                        new EndToEndDecoder(dense.index(), coefficients, reading.unit()),
                        dense.info(),
                        0,
                        NmsMode.NONE,
                        reading)
                .with(outputs.prototypes().decoder(dense, coefficients));
    }

    /** The coefficients for the prototypes of masks, if there are any. */
    private static int coefficients(ModelOutputs outputs, DenseOutput dense) {
        return dense.info().shape().dim(2) == HEAD ? 0 : outputs.prototypes().count();
    }

    /** Classes are whole numbers, and right edges do not lie left of left ones; not even for noise. */
    private static Optional<String> contradiction(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, NAME).asRows();
        Tensor tensor = outputs.sample(dense.index());
        int channels = dense.channels();
        int rows = (int) (tensor.shape().elements() / channels);
        int reversed = 0;
        for (int row = 0; row < rows; row++) {
            int start = row * channels;
            float number = tensor.floats().get(start + 5);
            if (OutputNumbers.isBroken(number)) {
                return Optional.of(number + " as the class of a box");
            }
            boolean isReversed =
                    tensor.floats().get(start + 2) < tensor.floats().get(start)
                            || tensor.floats().get(start + 3) < tensor.floats().get(start + 1);
            reversed += isReversed ? 1 : 0;
        }
        return reversed * 2 > rows
                ? Optional.of("right edges left of left ones, or bottoms above tops, in " + reversed + " of " + rows
                        + " rows")
                : Optional.empty();
    }
}
