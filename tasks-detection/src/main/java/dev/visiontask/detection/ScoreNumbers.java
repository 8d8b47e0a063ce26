package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Tensor;

/** Whether numbers that are read as probabilities can be some, as one run on noise shows it. */
final class ScoreNumbers {
    /** Far beyond what rounding or quantising can do to a probability. */
    private static final float NO_PROBABILITY = -0.5f;

    /** Scores that are computed by a plain sum, as of small models, may be this low for noise. */
    private static final float NO_SUM = -1.5f;

    private ScoreNumbers() {}

    /** Checks that there are no logits in an output of scores. */
    static void require(ModelOutputs outputs, int index, String family) {
        Tensor tensor = outputs.sample(index);
        for (int i = 0; i < tensor.shape().elements(); i++) {
            require(
                    tensor.floats().get(i),
                    NO_SUM,
                    tensor,
                    (int) (i % tensor.shape().dim(2)),
                    family);
        }
    }

    /**
     * Checks that there are no logits among the scores.
     *
     * @param head the first channel with a score
     * @param count how many follow
     */
    static void require(ModelOutputs outputs, DenseOutput dense, int head, int count, String family) {
        Tensor tensor = outputs.sample(dense.index());
        int rowStep = dense.byRows() ? dense.channels() : 1;
        int channelStep = dense.byRows() ? 1 : dense.predictions();
        for (int row = 0; row < dense.predictions(); row++) {
            for (int channel = head; channel < head + count; channel++) {
                float value = tensor.floats().get(row * rowStep + channel * channelStep);
                require(value, NO_PROBABILITY, tensor, channel, family);
            }
        }
    }

    private static void require(float value, float lowest, Tensor tensor, int channel, String family) {
        if (value < lowest && Float.isFinite(value)) {
            throw new ModelFormatException("Expected probabilities, 0 to 1, in channel " + channel + " of output "
                    + tensor.info() + " for the decoder " + family + ", found " + value
                    + ": logits, or the output of another family. Export the model with the"
                    + " sigmoid inside, or say which family it is by the keys decoder and output_layout.");
        }
    }
}
