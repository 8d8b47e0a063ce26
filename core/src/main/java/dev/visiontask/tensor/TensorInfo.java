package dev.visiontask.tensor;

import java.util.Objects;

/**
 * What a model declares of one of its inputs or outputs.
 *
 * @param name the name in the model
 * @param type the element type
 * @param shape the shape, with open dimensions as {@link Shape#DYNAMIC}
 */
public record TensorInfo(String name, DataType type, Shape shape) {
    /** Checks that nothing is null. */
    public TensorInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(shape, "shape");
    }

    /**
     * Checks that a tensor of shape {@code actual} may be given here.
     *
     * @throws IllegalArgumentException if it is not fixed or does not fit; the message has both shapes
     */
    public void requireAccepts(Shape actual) {
        if (!actual.isFixed() || !shape.accepts(actual)) {
            throw new IllegalArgumentException("Expected a tensor for " + this + " (? is any size), found: " + actual);
        }
    }

    /** For people: {@code input float32 [1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return name + " " + type.id() + " " + shape;
    }
}
