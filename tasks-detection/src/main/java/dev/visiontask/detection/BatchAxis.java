package dev.visiontask.detection;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Which dimension of the outputs is the batch. Some exporters squeeze it away, or leave it where a transformer has it; the
 * memory of one image is the same then, so that only the shape is read in another way.
 */
enum BatchAxis {
    /** The first, as in {@code [N, cells, classes]}. */
    FIRST,
    /** None: {@code [cells, classes]}. */
    NONE,
    /** The second of outputs of rank 3 and more, as in {@code [queries, N, classes]}. */
    SECOND;

    /** The shape with the batch first; the same if this shape cannot be meant. */
    Shape view(Shape shape) {
        return switch (this) {
            case FIRST -> shape;
            case NONE -> batchFirst(shape, 0);
            case SECOND -> isBatchSecond(shape) ? batchFirst(shape, 1) : shape;
        };
    }

    private static boolean isBatchSecond(Shape shape) {
        return shape.rank() >= 3 && shape.dim(1) == 1;
    }

    private static Shape batchFirst(Shape shape, int removed) {
        List<Long> dims = new ArrayList<>(List.of(1L));
        for (int i = 0; i < shape.rank(); i++) {
            if (removed == 0 || i != removed) {
                dims.add(shape.dim(i));
            }
        }
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }

    /** The same memory, with the batch first. */
    Tensor view(Tensor tensor) {
        return this == FIRST ? tensor : new Tensor(tensor.name(), tensor.type(), view(tensor.shape()), tensor.bytes());
    }

    /**
     * The outputs of one run with the batch first.
     *
     * @param index the image in the batch that shall be read
     */
    List<Tensor> view(List<Tensor> outputs, int index) {
        if (this == FIRST) {
            return outputs;
        }
        if (index > 0) {
            throw new InferenceException("Expected outputs with a batch as their first dimension for image " + index
                    + " of a batch, found: " + outputs.get(0).info() + ". Leave the batch size at 1.");
        }
        return outputs.stream().map(this::view).toList();
    }
}
