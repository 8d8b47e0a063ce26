package dev.visiontask.backend;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/**
 * One line of execution through a model, with input and output buffers of its own that are reused from call to call.
 * Used by one thread at a time (any thread). Closing twice is harmless; every other call on a closed session throws
 * {@link IllegalStateException}.
 */
public interface Session extends AutoCloseable {
    /**
     * The buffer to fill for one input. Asking again with the same shape gives the same numbers in the same buffer, or
     * after a run in a smaller one; another shape may replace it, and what is in it then is left open. Memory is bounded
     * whatever shapes are asked for: {@link dev.visiontask.tensor.TensorMemory} does that for a backend.
     *
     * @param name a name of {@link LoadedModel#inputs()}
     * @param shape fixed, and of the model's rank
     * @throws IllegalArgumentException for an unknown name, or a shape that the model does not accept; the message has
     *     both shapes
     */
    Tensor input(String name, Shape shape);

    /**
     * Runs the model on the inputs as filled.
     *
     * @return the outputs in the order of {@link LoadedModel#outputs()}, valid until the next call on this session
     * @throws IllegalStateException if {@link #input} was not called for every input
     * @throws dev.visiontask.InferenceException if the engine fails; the session stays usable
     */
    List<Tensor> run();

    /**
     * The bytes outside the Java heap that this session holds now: its input and output buffers, and what the engine keeps
     * for this session alone as far as the backend knows it. Weights that sessions share are not counted. Called by the
     * thread that uses the session, after each call of a task, so that it should cost next to nothing.
     */
    default long nativeBytes() {
        return 0;
    }

    @Override
    void close();
}
