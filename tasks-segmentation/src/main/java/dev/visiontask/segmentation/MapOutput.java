package dev.visiontask.segmentation;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/**
 * The output that has the classes.
 *
 * @param place which of the model's outputs
 * @param name its name
 * @param form what its numbers mean
 * @param isInterleaved whether the channels are the last dimension
 * @param channels how many there are
 */
record MapOutput(int place, String name, OutputForm form, boolean isInterleaved, int channels) {
    Tensor tensor(List<Tensor> outputs) {
        return outputs.get(place);
    }

    /** Where the numbers of one place of the batch are. */
    OutputGrid grid(Tensor tensor, int index) {
        Shape shape = tensor.shape();
        int rank = shape.rank();
        int spatial = isInterleaved || rank == 3 ? 1 : 2;
        boolean fits = (rank == 3 && channels == 1) || (rank == 4 && shape.dim(isInterleaved ? 3 : 1) == channels);
        if (!fits || index >= shape.dim(0) || shape.elements() == 0) {
            throw new InferenceException("Expected output " + name + " to hold " + channels + " channels for input "
                    + index + " of the batch, found: " + tensor.info());
        }
        int height = Math.toIntExact(shape.dim(spatial));
        int width = Math.toIntExact(shape.dim(spatial + 1));
        return isInterleaved
                ? OutputGrid.interleaved(index, channels, height, width)
                : OutputGrid.planes(index, channels, height, width);
    }
}
