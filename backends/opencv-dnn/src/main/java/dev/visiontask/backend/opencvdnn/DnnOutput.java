package dev.visiontask.backend.opencvdnn;

import dev.visiontask.InferenceException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import dev.visiontask.tensor.TensorMemory;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** One output: our buffer, and Mats that look into it, so that OpenCV copies its result to where we want it. */
final class DnnOutput implements AutoCloseable {
    private static final int BYTE_OFFSET = 128;

    private final TensorInfo declared;
    /** What OpenCV writes into. */
    private final TensorMemory target;
    /** The same, unless OpenCV lacks the type. */
    private final TensorMemory given;

    private Mat[] parts = {};

    DnnOutput(TensorInfo declared) {
        this.declared = declared;
        boolean isLong = declared.type() == DataType.INT64;
        this.target = new TensorMemory(declared.name(), isLong ? DataType.INT32 : declared.type());
        this.given = isLong ? new TensorMemory(declared.name(), DataType.INT64) : target;
    }

    String name() {
        return declared.name();
    }

    /** Takes over what the net computed for one part. */
    void take(Mat result, int part, int count) {
        Shape partShape = shapeOf(result, count > 1);
        Shape shape = count > 1 ? withFirst(partShape, count) : partShape;
        Tensor current = target.current();
        if (current == null || !current.shape().equals(shape) || parts.length != count || isToShrink(part)) {
            DnnMats.release(parts);
            parts = new Mat[0];
            parts = DnnMats.split(target.output(shape), count);
        }
        copy(result, parts[part]);
    }

    /** Within a batch the parts that were taken stay where they are. */
    private boolean isToShrink(int part) {
        return part == 0 && target.isToBeReplaced();
    }

    private void copy(Mat result, Mat view) {
        Mat shaped = DnnMats.shape(result).equals(DnnMats.shape(view)) ? result : result.reshape(1, sizes(view));
        try {
            // A quantised net computes int8 where the file says uint8; the zero points were moved when it was read.
            boolean isMoved = declared.type() == DataType.UINT8 && result.depth() == CvType.CV_8S;
            shaped.convertTo(view, view.type(), 1, isMoved ? BYTE_OFFSET : 0);
        } finally {
            if (shaped != result) {
                shaped.release();
            }
        }
    }

    private static int[] sizes(Mat mat) {
        int[] sizes = new int[mat.dims()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = mat.size(i);
        }
        return sizes;
    }

    /** The shape as the model declares it: OpenCV knows nothing of fewer than two dimensions, and errs now and then. */
    private Shape shapeOf(Mat result, boolean isItem) {
        Shape found = DnnMats.shape(result);
        Shape expected = declared.shape();
        if (!expected.isKnown()) {
            return found;
        }
        if (expected.rank() < 2) {
            found = expected.rank() == 0 ? Shape.of() : Shape.of(result.total());
        }
        boolean fits = expected.accepts(found) && found.elements() == result.total() && !(isItem && found.dim(0) != 1);
        if (!fits) {
            throw new InferenceException("Expected the output " + declared + ", found that OpenCV computed "
                    + DnnMats.shape(result) + ". The backend onnxruntime runs such models.");
        }
        return found;
    }

    private static Shape withFirst(Shape item, int count) {
        long[] dims = item.toArray();
        dims[0] = count;
        return Shape.of(dims);
    }

    /** The tensor after all parts were taken. */
    Tensor finish() {
        Tensor computed = target.current();
        if (computed == null) {
            throw new IllegalStateException("The output " + declared + " was never computed");
        }
        Tensor finished = given.output(computed.shape());
        if (given != target) {
            IntBuffer from = computed.bytes().asIntBuffer();
            LongBuffer to = finished.bytes().asLongBuffer();
            for (int i = 0; i < from.capacity(); i++) {
                to.put(i, from.get(i));
            }
        }
        return finished;
    }

    void used() {
        target.used();
        if (given != target) {
            given.used();
        }
    }

    long nativeBytes() {
        return target.bytes() + (given == target ? 0 : given.bytes());
    }

    @Override
    public void close() {
        DnnMats.release(parts);
        parts = new Mat[0];
        target.clear();
        given.clear();
    }
}
