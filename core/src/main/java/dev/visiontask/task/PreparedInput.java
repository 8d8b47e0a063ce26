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

    /**
     * How many times the model looks at this input, at least 1: more for an input of several views, such as the crops of
     * a clip. Each view takes a place of the batch; {@link OutputDecoder#collect} brings them together.
     */
    default int views() {
        return 1;
    }

    /** Writes one view at place {@code index} of the batch; an input of a single view need not care. */
    default void write(Tensor tensor, int index, int view) {
        write(tensor, index);
    }

    /** What the decoder needs to know. */
    C context();

    @Override
    void close();
}
