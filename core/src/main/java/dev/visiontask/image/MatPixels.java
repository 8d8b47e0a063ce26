package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The bridge to OpenCV: pixels in an 8-bit {@link Mat}. Owns the Mat and releases it. {@link #data()} copies, because
 * OpenCV's Java API gives no view of a Mat's memory; code in this library reads {@link #mat()} instead.
 */
public final class MatPixels implements Pixels {
    private final Mat mat;
    private final PixelFormat format;
    private final @Nullable ByteBuffer memory;
    private @Nullable ByteBuffer copy;

    /**
     * Takes over a Mat.
     *
     * @throws IllegalArgumentException if it is empty or not of 8-bit samples with the channels of the format
     */
    public MatPixels(Mat mat, PixelFormat format) {
        this(mat, format, null);
    }

    /** Over a Java buffer, which lives as long as this does. */
    MatPixels(Mat mat, PixelFormat format, @Nullable ByteBuffer memory) {
        if (mat.empty() || mat.type() != CvType.CV_8UC(format.channels())) {
            throw new IllegalArgumentException(
                    "Expected a Mat of type " + CvType.typeToString(CvType.CV_8UC(format.channels())) + ", found: "
                            + CvType.typeToString(mat.type()) + " " + mat.cols() + "x" + mat.rows());
        }
        this.mat = mat;
        this.format = format;
        this.memory = memory;
    }

    /** Takes over a Mat that was made for this, which is released if it is not of that kind. */
    static MatPixels owning(Mat mat, PixelFormat format) {
        boolean isTaken = false;
        try {
            MatPixels pixels = new MatPixels(mat, format);
            isTaken = true;
            return pixels;
        } finally {
            if (!isTaken) {
                mat.release();
            }
        }
    }

    /** The Mat; released by {@link #close()}. */
    public Mat mat() {
        return mat;
    }

    @Override
    public int width() {
        return mat.cols();
    }

    @Override
    public int height() {
        return mat.rows();
    }

    @Override
    public PixelFormat format() {
        return format;
    }

    @Override
    public int rowStride() {
        return width() * format.channels();
    }

    @Override
    public ByteBuffer data() {
        if (copy == null) {
            byte[] bytes = new byte[Math.toIntExact((long) rowStride() * height())];
            mat.get(0, 0, bytes);
            copy = ByteBuffer.wrap(bytes);
        }
        return copy.duplicate();
    }

    @Override
    public void close() {
        try {
            mat.release();
        } finally {
            Reference.reachabilityFence(memory);
        }
    }
}
