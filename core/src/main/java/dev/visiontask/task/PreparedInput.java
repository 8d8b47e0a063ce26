package dev.visiontask.task;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;

/**
 * One input, read and ready to be written into the model's tensor. The one who got it closes it.
 *
 * @param <C> what the decoder needs to know of the input, such as a picture's geometry
 */
public interface PreparedInput<C> extends AutoCloseable {
    /** The shape of the tensor for {@code batch} inputs like this one. */
    Shape shape(int batch);

    /** Writes the input at place {@code index} of the batch; touches no other place. */
    void write(Tensor tensor, int index);

    /** What the decoder needs to know. */
    C context();

    @Override
    void close();
}
