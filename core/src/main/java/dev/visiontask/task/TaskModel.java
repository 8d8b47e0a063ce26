package dev.visiontask.task;

import dev.visiontask.TaskInfo;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.tensor.Shape;

/**
 * A model that has been opened for a task: all that a runner needs. The runner owns the model from then on.
 *
 * @param model the weights, shared by the sessions
 * @param inputName the tensor that is filled
 * @param exampleShape the shape of that tensor for a typical input
 * @param input the way from input to tensor
 * @param decoder the way from tensors to result
 * @param batchSize inputs that go through the model together, at least 1
 * @param fixedBatch whether the model takes exactly {@code batchSize} places, used or not
 * @param info what {@code info()} says
 */
record TaskModel<I, C, O, R>(
        LoadedModel model,
        String inputName,
        Shape exampleShape,
        InputStage<I, C> input,
        OutputDecoder<C, O, R> decoder,
        int batchSize,
        boolean fixedBatch,
        TaskInfo info) {}
