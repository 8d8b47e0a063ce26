package dev.visiontask.task;

import dev.visiontask.InferenceException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/**
 * Tries whether a model that declares an open batch takes one: many exports have a batch of 1 inside, in the shape of a
 * Reshape or in the dimension of a constant, and fail, or give one result for all, when the first batch comes.
 */
final class BatchProbe {
    private BatchProbe() {}

    /**
     * Runs the model with so many inputs at once.
     *
     * @param model what messages call the model
     * @throws UnsupportedOptionException if it fails, or no output grows with the batch
     */
    static void check(RunningProbe probe, int size, String model) {
        List<Shape> one = shapes(probe.run(0));
        List<Shape> several;
        try {
            several = shapes(probe.runBatch(size));
        } catch (InferenceException e) {
            throw new UnsupportedOptionException(
                    "Expected a model that takes " + size + " inputs at once, as batchSize says, found: " + model
                            + " declares an open batch, but fails with " + size + ": " + e.getMessage() + "."
                            + advice(),
                    e);
        }
        boolean single = one.stream().anyMatch(shape -> shape.rank() > 0 && shape.dim(0) == 1);
        if (single && several.equals(one)) {
            throw new UnsupportedOptionException("Expected a model that takes " + size
                    + " inputs at once, as batchSize says, found: " + model + " declares an open batch, but gives "
                    + several + " for " + size + " inputs as for one." + advice());
        }
    }

    private static List<Shape> shapes(List<Tensor> outputs) {
        return outputs.stream().map(Tensor::shape).toList();
    }

    private static String advice() {
        return " Leave batchSize at 1, or export the model with a batch that is open all the way.";
    }
}
