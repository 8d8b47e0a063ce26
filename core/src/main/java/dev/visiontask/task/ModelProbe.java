package dev.visiontask.task;

import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;

/** What a decoder may ask of the model while the task is being opened. */
public interface ModelProbe {
    /** The outputs. Where the model file does not declare a shape, it is learnt by running the model once. */
    List<TensorInfo> outputs();

    /**
     * Runs the model on a reproducible pattern of plausible pixel values.
     *
     * @param pattern which pattern; the same number gives the same input
     * @return the outputs, valid until the next call
     */
    List<Tensor> run(int pattern);
}
