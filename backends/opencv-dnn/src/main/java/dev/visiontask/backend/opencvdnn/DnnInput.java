package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** One input: the caller's buffer, Mats that look into it, and a Mat of what OpenCV wants if that is something else. */
final class DnnInput implements AutoCloseable {
    private static final int BYTE_OFFSET = -128;

    private final Tensor tensor;
    private final Mat[] parts;
    private final boolean isCast;
    private final Mat converted = new Mat();

    /**
     * Wraps a tensor.
     *
     * @param isCast whether the graph turns the bytes into floats itself; otherwise bytes feed a quantised graph
     * @param parts in how many equal parts along the first dimension it is run
     */
    DnnInput(Tensor tensor, boolean isCast, int parts) {
        this.tensor = tensor;
        this.isCast = isCast;
        this.parts = DnnMats.split(tensor, parts);
    }

    Tensor tensor() {
        return tensor;
    }

    Shape shape() {
        return tensor.shape();
    }

    int parts() {
        return parts.length;
    }

    /** Hands one part to the net, which copies it. */
    void give(DnnNet net, int part) {
        Mat mat = parts[part];
        if (tensor.type() == DataType.UINT8) {
            if (isCast) {
                mat.convertTo(converted, CvType.CV_32F);
            } else {
                // OpenCV turns uint8 zero points into int8 ones when it reads a quantised model, but not the input.
                mat.convertTo(converted, CvType.CV_8S, 1, BYTE_OFFSET);
            }
            mat = converted;
        }
        net.setInput(mat, tensor.name());
    }

    @Override
    public void close() {
        converted.release();
        DnnMats.release(parts);
    }
}
