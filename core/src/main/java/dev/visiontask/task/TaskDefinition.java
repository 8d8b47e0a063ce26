package dev.visiontask.task;

import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Set;

/**
 * What makes a task on a model: how its input becomes a tensor and how the output tensors become a result. Everything
 * else (files, engines, sessions, threads, errors) is the same for all tasks.
 *
 * @param <I> the input
 * @param <C> what the decoder needs to know of the input
 * @param <O> the options of a call
 * @param <R> the result
 */
public interface TaskDefinition<I, C, O, R> {
    /** The kind of task, such as {@code image-classification}; a model that declares another kind is refused. */
    String task();

    /** The keys of the {@code visiontask} object that this task reads beside the common ones. */
    Set<String> keys();

    /** The way from the input to the model's tensor. */
    InputStage<I, C> input(ModelSpec spec, TensorInfo input);

    /**
     * The way from the input to the model's tensor, for a task that knows more of it by the model's outputs.
     *
     * @param outputs as the model declares them; shapes may be unknown
     */
    default InputStage<I, C> input(ModelSpec spec, TensorInfo input, List<TensorInfo> outputs) {
        return input(spec, input);
    }

    /** The decoder for the model's outputs; refuses outputs that do not fit, with both sides in the message. */
    OutputDecoder<C, O, R> decoder(ModelSpec spec, ModelProbe probe);
}
