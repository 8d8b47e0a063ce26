package dev.visiontask.task;

import dev.visiontask.model.ModelSpec;
import dev.visiontask.tensor.Shape;

/**
 * The way from an input to the model's tensor; one for a task, with a preparer for each session.
 *
 * @param <I> the input of the task
 * @param <C> what the decoder needs to know of the input
 */
public interface InputStage<I, C> {
    /** The shape of the tensor for one typical input, for warming up and probing. */
    Shape exampleShape();

    /**
     * An input of the kind that the task gets, within its limits, made in memory: for warming up everything that a real one
     * goes through. It may be used any number of times, by several threads.
     */
    I example();

    /** The description with the values of this stage spelled out, defaults included; for {@code info()}. */
    ModelSpec describe(ModelSpec spec);

    /** A preparer with scratch memory of its own. */
    InputPreparer<I, C> newPreparer();
}
