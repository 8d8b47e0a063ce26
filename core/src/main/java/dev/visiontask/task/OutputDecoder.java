package dev.visiontask.task;

import dev.visiontask.Setting;
import dev.visiontask.tensor.Tensor;
import java.util.List;

/**
 * From the model's output tensors to a result. Stateless and safe to share between threads.
 *
 * @param <C> what is known of the input
 * @param <O> the options of a call
 * @param <R> the result
 */
public interface OutputDecoder<C, O, R> {
    /**
     * Decodes one place of the batch. The tensors are valid during the call only.
     *
     * @throws dev.visiontask.InferenceException if the numbers cannot be an answer (NaN, for example); names the tensor
     */
    R decode(List<Tensor> outputs, int index, C context, O options);

    /**
     * Takes what the model said about one view of an input into the context, in the order of the views. Called for all
     * views but the last, which goes to {@link #decode}; never for an input of a single view.
     */
    default void collect(List<Tensor> outputs, int index, C context) {}

    /**
     * Checks the options of a call before anything is done for it: what is wrong with them is the caller's mistake, not a
     * failure within the call.
     *
     * @throws IllegalArgumentException if this model cannot honour them
     */
    default void check(O options) {}

    /** The names of the classes by their indexes; empty if the task has none. */
    List<String> labels();

    /** The settings that decide about the answers, for {@code info()}. */
    List<Setting> settings();
}
