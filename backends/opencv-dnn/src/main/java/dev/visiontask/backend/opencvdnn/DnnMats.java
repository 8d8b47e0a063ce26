package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Mats that look into the direct buffers of tensors. The tensor must be reachable as long as they are used. */
final class DnnMats {
    private DnnMats() {}

    /** Views of equal parts along the first dimension; one part is the whole tensor. */
    static Mat[] split(Tensor tensor, int parts) {
        int[] dims = Arrays.stream(tensor.shape().toArray())
                .mapToInt(Math::toIntExact)
                .toArray();
        if (parts > 1) {
            dims[0] /= parts;
        }
        int bytes = tensor.bytes().capacity() / parts;
        List<Mat> views = new ArrayList<>(parts);
        boolean isDone = false;
        try {
            for (int i = 0; i < parts; i++) {
                views.add(view(tensor.bytes().slice(i * bytes, bytes), tensor.type(), dims));
            }
            isDone = true;
            return views.toArray(Mat[]::new);
        } finally {
            if (!isDone) {
                views.forEach(Mat::release);
            }
        }
    }

    private static Mat view(ByteBuffer bytes, DataType type, int[] dims) {
        Mat row = new Mat(1, bytes.capacity() / type.bytes(), depth(type), bytes);
        try {
            return dims.length < 2 ? row.reshape(1, 1) : row.reshape(1, dims);
        } finally {
            row.release();
        }
    }

    static void release(Mat[] mats) {
        for (Mat mat : mats) {
            mat.release();
        }
    }

    static Shape shape(Mat mat) {
        long[] dims = new long[mat.dims()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = mat.size(i);
        }
        return Shape.of(dims);
    }

    static int depth(DataType type) {
        return switch (type) {
            case FLOAT32 -> CvType.CV_32F;
            case UINT8 -> CvType.CV_8U;
            case INT8 -> CvType.CV_8S;
            case INT32 -> CvType.CV_32S;
            case INT64, BOOL, FLOAT16 -> throw new IllegalArgumentException("OpenCV has no Mat of " + type.id());
        };
    }
}
