package dev.visiontask.tensor;

import dev.visiontask.InferenceException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one input or output of a session, for tensors of any shape: what a backend uses in place of
 * {@link Tensor#allocate}, so that a model of free shape does not take new memory for each shape. It grows and shrinks by
 * {@link CapacityRule}, with each {@link #used()} as one use. A tensor is exactly as large as its shape, though it lies in
 * larger memory. Used by one thread at a time.
 *
 * <p>All tensors of one memory overlap: a tensor is valid until another one is asked for. One that is kept longer shows
 * other numbers, but never memory that was freed.
 */
public final class TensorMemory {
    private final String name;
    private final DataType type;
    private final DirectMemory memory = new DirectMemory();
    private @Nullable Tensor tensor;

    /** For tensors of this name and type; takes no memory yet. */
    public TensorMemory(String name, DataType type) {
        this.name = name;
        this.type = type;
    }

    /**
     * The tensor of this shape. The shape of the last call gives the same tensor with its numbers; when the memory has
     * shrunk, a new tensor with the same numbers. Another shape gives a tensor with any numbers in it.
     *
     * @param shape fixed
     * @throws ArithmeticException if it needs more bytes than one buffer has
     */
    public Tensor tensor(Shape shape) {
        Tensor current = tensor;
        if (current == null || !current.shape().equals(shape)) {
            // Nobody needs the old numbers: the collector may have them before there is a new buffer.
            tensor = null;
            return create(shape);
        }
        if (!isToBeReplaced()) {
            return current;
        }
        Tensor moved = create(shape);
        moved.bytes().put(0, current.bytes(), 0, current.bytes().capacity());
        return moved;
    }

    /**
     * {@link #tensor(Shape)} for what a model has computed, whose size nobody knows before.
     *
     * @param shape fixed
     * @throws InferenceException if there is no memory for it
     */
    public Tensor output(Shape shape) {
        try {
            return tensor(shape);
        } catch (ArithmeticException | OutOfMemoryError e) {
            throw new InferenceException(
                    "Expected an output that fits into the direct memory of the JVM, found "
                            + new TensorInfo(name, type, shape)
                            + ": give it more by -XX:MaxDirectMemorySize, or run smaller or fewer inputs at once",
                    e);
        }
    }

    private Tensor create(Shape shape) {
        int bytes = Math.toIntExact(Math.multiplyExact(shape.elements(), type.bytes()));
        Tensor created = new Tensor(name, type, shape, memory.room(bytes).slice(0, bytes));
        tensor = created;
        return created;
    }

    /** The type of its tensors. */
    public DataType type() {
        return type;
    }

    /** The tensor of the last call of {@link #tensor(Shape)}, or null before it. */
    public @Nullable Tensor current() {
        return tensor;
    }

    /** Whether the same shape would give another tensor, because the memory is to shrink. */
    public boolean isToBeReplaced() {
        Tensor current = tensor;
        return current == null || memory.isToBeReplaced(current.bytes().capacity());
    }

    /** Counts a run of the model on the current tensor. */
    public void used() {
        Tensor current = tensor;
        if (current != null) {
            memory.used(current.bytes().capacity());
        }
    }

    /** The bytes that are held now. */
    public long bytes() {
        return memory.bytes();
    }

    /** Lets go of the memory. */
    public void clear() {
        tensor = null;
        memory.clear();
    }
}
