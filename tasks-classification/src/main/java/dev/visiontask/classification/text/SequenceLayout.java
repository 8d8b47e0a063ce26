package dev.visiontask.classification.text;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;

/**
 * Which axis of an output {@code [N, T, classes]}, {@code [T, N, classes]} or {@code [N, classes, T]} is which.
 *
 * @param output the name of the output
 * @param batch the axis of the images
 * @param time the axis of the steps, from left to right
 * @param character the axis of the classes
 * @param classes how many there are
 */
record SequenceLayout(String output, int batch, int time, int character, int classes) {
    private static final int RANK = 3;

    /** From one element of an axis to the next. */
    static int stride(Shape shape, int axis) {
        return axis == 0 ? (int) (shape.dim(1) * shape.dim(2)) : axis == 1 ? (int) shape.dim(2) : 1;
    }

    /**
     * The layout of the one output that fits the characters.
     *
     * @param outputs with known shapes
     * @throws ModelFormatException if none fits
     */
    static SequenceLayout of(List<TensorInfo> outputs, CharacterSet characters, String model) {
        for (TensorInfo output : outputs) {
            int axis = characterAxis(output, characters);
            if (axis >= 0) {
                return around(axis, output);
            }
        }
        throw new ModelFormatException(
                "Expected an output [N, T, classes], [T, N, classes] or [N, classes, T], float32, of "
                        + model + " with " + characters.expectation() + ", found: " + outputs + "."
                        + characters.advice(outputs));
    }

    /** The last axis first: the usual one, should there be as many steps as classes. */
    private static int characterAxis(TensorInfo output, CharacterSet characters) {
        Shape shape = output.shape();
        if (output.type() != DataType.FLOAT32 || shape.rank() != RANK) {
            return -1;
        }
        for (int axis = RANK - 1; axis > 0; axis--) {
            if (characters.counts().contains((int) shape.dim(axis))) {
                return axis;
            }
        }
        return -1;
    }

    private static SequenceLayout around(int character, TensorInfo output) {
        Shape shape = output.shape();
        int classes = (int) shape.dim(character);
        if (character == 1) {
            return new SequenceLayout(output.name(), 0, 2, 1, classes);
        }
        boolean timeFirst = shape.dim(0) > 1 && shape.dim(1) == 1;
        return new SequenceLayout(output.name(), timeFirst ? 1 : 0, timeFirst ? 0 : 1, character, classes);
    }
}
