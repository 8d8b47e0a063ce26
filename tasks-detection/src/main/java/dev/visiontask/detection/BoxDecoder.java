package dev.visiontask.detection;

import dev.visiontask.tensor.Tensor;
import java.util.List;

/** Reads boxes, classes and scores from the outputs of one family of models. Stateless, safe to share. */
interface BoxDecoder {
    /**
     * Adds the candidates of one picture, in the order in which the model gives them. Asks
     * {@link Candidates#wants} before it computes a box, because most candidates are thrown away.
     *
     * @param index the place of the picture in the batch
     * @throws dev.visiontask.InferenceException if the tensors cannot be an answer; names the tensor
     */
    void decode(List<Tensor> outputs, int index, Candidates candidates);
}
