package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** One input: the caller's buffer, Mats that look into it, and a Mat of what OpenCV wants if that is something else. */
final class DnnInput implements AutoCloseable {
    private static final int BYTE_OFFSET = -128;

    private final TensorInfo declared;
    private final boolean isCast;
    private final TensorMemory memory;
    private final Mat converted = new Mat();
    private Mat[] parts = {};
    private long convertedBytes;

    /**
     * An input without a buffer yet.
     *
     * @param isCast whether the graph turns the bytes into floats itself; otherwise bytes feed a quantised graph
     */
    DnnInput(TensorInfo declared, boolean isCast) {
        this.declared = declared;
        this.isCast = isCast;
        this.memory = new TensorMemory(declared.name(), declared.type());
    }

    TensorInfo declared() {
        return declared;
    }

    /** The buffer, if it is the right one already. */
    @Nullable
    Tensor ready(Shape shape) {
        Tensor current = memory.current();
        boolean isReady =
                current != null && current.shape().equals(shape) && !memory.isToBeReplaced() && parts.length > 0;
        return isReady ? current : null;
    }

    /**
     * Makes the buffer one of this shape.
     *
     * @param count in how many equal parts along the first dimension it is run
     */
    Tensor reshape(Shape shape, int count) {
        DnnMats.release(parts);
        parts = new Mat[0];
        Tensor tensor = memory.tensor(shape);
        parts = DnnMats.split(tensor, count);
        return tensor;
    }

    boolean isFilled() {
        return parts.length > 0;
    }

    int parts() {
        return parts.length;
    }

    /** The buffer as it is described. */
    TensorInfo found() {
        Tensor current = memory.current();
        return current == null ? declared : current.info();
    }

    /** Hands one part to the net, which copies it. */
    void give(DnnNet net, int part) {
        Mat mat = parts[part];
        if (declared.type() == DataType.UINT8) {
            if (isCast) {
                mat.convertTo(converted, CvType.CV_32F);
            } else {
                // OpenCV turns uint8 zero points into int8 ones when it reads a quantised model, but not the input.
                mat.convertTo(converted, CvType.CV_8S, 1, BYTE_OFFSET);
            }
            convertedBytes = converted.total() * converted.elemSize();
            mat = converted;
        }
        net.setInput(mat, declared.name());
    }

    void used() {
        memory.used();
    }

    long nativeBytes() {
        return memory.bytes() + convertedBytes;
    }

    @Override
    public void close() {
        converted.release();
        DnnMats.release(parts);
        parts = new Mat[0];
        memory.clear();
    }
}
