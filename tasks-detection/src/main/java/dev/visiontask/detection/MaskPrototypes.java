package dev.visiontask.detection;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The prototypes of masks among a model's outputs, and which channels of a prediction are their coefficients. */
final class MaskPrototypes {
    private final ModelOutputs outputs;

    MaskPrototypes(ModelOutputs outputs) {
        this.outputs = outputs;
    }

    /** The output with the prototypes of masks: the only one of rank 4 that covers the input, or the one that is named. */
    OptionalInt index() {
        int named = outputs.declaredNames().size();
        if (named == 1) {
            return OptionalInt.empty();
        }
        List<Integer> found = named == 2
                ? List.of(outputs.declared("predictions", "prototypes").orElseThrow()[1])
                : outputs.indexes(index -> outputs.rank(index) == 4);
        return found.size() == 1 && outputs.isFloat(found.get(0)) && coversInput(found.get(0))
                ? OptionalInt.of(found.get(0))
                : OptionalInt.empty();
    }

    /** Whether an output of rank 4 has rows and columns, in the proportion of the input. */
    private boolean coversInput(int index) {
        return outputs.rank(index) == 4
                && outputs.dim(index, 2) > 1
                && outputs.dim(index, 3) > 1
                && (long) outputs.dim(index, 2) * outputs.input().width()
                        == (long) outputs.dim(index, 3) * outputs.input().height();
    }

    /** How many there are; 0 for a model without. */
    int count() {
        return index().isPresent() ? outputs.dim(index().getAsInt(), 1) : 0;
    }

    /**
     * How many channels of a prediction are coefficients: none, or one for each prototype.
     *
     * @param head how many channels come before the classes
     */
    int coefficients(DenseOutput dense, int head) {
        int count = count();
        boolean without = outputs.labelledClasses().isPresent()
                ? dense.channels() == outputs.labelledClasses().getAsInt() + head
                : dense.channels() <= head + count;
        return without ? 0 : count;
    }

    /** What reads the masks of these predictions; null if they have no coefficients. */
    @Nullable
    MaskDecoder decoder(DenseOutput dense, int coefficients) {
        return coefficients == 0
                ? null
                : new PrototypeMaskDecoder(
                        index().orElseThrow(),
                        coefficients,
                        new PrototypeMaskDecoder.Coefficients(dense.index(), dense.byRows()));
    }
}
