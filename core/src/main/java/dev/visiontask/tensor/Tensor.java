package dev.visiontask.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A named tensor over a direct buffer in the machine's byte order, row-major (the last dimension varies fastest).
 *
 * <p><b>Threads and memory.</b> A tensor belongs to the session that made it: it is valid until that session runs again
 * or closes, and is used by one thread at a time. The buffers are views of one memory, not copies; it may be larger than
 * the tensor, and serve tensors of other shapes afterwards ({@link TensorMemory}).
 */
public final class Tensor {
    private final String name;
    private final DataType type;
    private final Shape shape;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;

    /**
     * A tensor over {@code bytes}.
     *
     * @param bytes a direct buffer; its whole capacity is the tensor
     * @throws IllegalArgumentException if the buffer is not direct or its capacity is not the size of the shape
     */
    public Tensor(String name, DataType type, Shape shape, ByteBuffer bytes) {
        long expected = Math.multiplyExact(shape.elements(), type.bytes());
        if (!bytes.isDirect() || bytes.capacity() != expected) {
            throw new IllegalArgumentException("Expected a direct buffer of " + expected + " bytes for " + name + " "
                    + shape + ", found: " + (bytes.isDirect() ? "direct, " : "heap, ") + bytes.capacity() + " bytes");
        }
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.bytes = bytes.duplicate().clear().order(ByteOrder.nativeOrder());
        this.floats = this.bytes.asFloatBuffer();
    }

    /** A zero-filled tensor over a new direct buffer. */
    public static Tensor allocate(String name, DataType type, Shape shape) {
        long size = Math.multiplyExact(shape.elements(), type.bytes());
        return new Tensor(name, type, shape, ByteBuffer.allocateDirect(Math.toIntExact(size)));
    }

    /** The name of the model's input or output. */
    public String name() {
        return name;
    }

    /** The element type. */
    public DataType type() {
        return type;
    }

    /** The shape; every dimension is fixed. */
    public Shape shape() {
        return shape;
    }

    /** The bytes of all elements; a shared view, read and written by absolute index. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * The elements as floats; a shared view, read and written by absolute index.
     *
     * @throws IllegalStateException if the type is not {@link DataType#FLOAT32}
     */
    public FloatBuffer floats() {
        if (type != DataType.FLOAT32) {
            throw new IllegalStateException("Expected a float32 tensor, found: " + info());
        }
        return floats;
    }

    /** Name, type and shape. */
    public TensorInfo info() {
        return new TensorInfo(name, type, shape);
    }

    @Override
    public String toString() {
        return info().toString();
    }
}
