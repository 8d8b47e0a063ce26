package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.image.MatPixels;
import dev.visiontask.image.OpenCvLibrary;
import dev.visiontask.tensor.Tensor;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** The subject's picture as pixels, for the stages after the decoder. */
final class DecodedPicture implements AutoCloseable {
    private final Mat mat;
    private final MatPixels pixels;

    private DecodedPicture(Mat mat) {
        this.mat = mat;
        this.pixels = new MatPixels(mat, PixelFormat.BGR);
    }

    /** At the size of the file. */
    static DecodedPicture of(Subject subject) {
        OpenCvLibrary.load();
        MatOfByte bytes = new MatOfByte(subject.pictureBytes());
        Mat mat = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
        bytes.release();
        return new DecodedPicture(mat);
    }

    /** At the size of the model's input, by OpenCV's bilinear filter. */
    static DecodedPicture scaled(Subject subject) {
        try (DecodedPicture full = of(subject)) {
            Mat scaled = new Mat();
            Imgproc.resize(full.mat, scaled, new Size(subject.width(), subject.height()), 0, 0, Imgproc.INTER_LINEAR);
            return new DecodedPicture(scaled);
        }
    }

    Mat mat() {
        return mat;
    }

    MatPixels pixels() {
        return pixels;
    }

    ImageSize size() {
        return new ImageSize(mat.cols(), mat.rows());
    }

    /**
     * Throws unless BGR bytes are this picture at their size: every resampler keeps it recognisable, so the mean
     * difference from OpenCV's area filter stays small.
     */
    void checkScaled(String who, byte[] samples, ImageSize size) {
        Mat expected = new Mat();
        Mat found = new Mat(size.height(), size.width(), CvType.CV_8UC3);
        found.put(0, 0, samples);
        Imgproc.resize(mat, expected, new Size(size.width(), size.height()), 0, 0, Imgproc.INTER_AREA);
        double difference = Core.norm(expected, found, Core.NORM_L1) / samples.length;
        expected.release();
        found.release();
        if (difference > 8) {
            throw new IllegalStateException(
                    "Expected " + who + " within 8 levels of the area filter on average, found: " + difference);
        }
    }

    /** As {@link #checkScaled(String, byte[], ImageSize)}, for a uint8 tensor in rows, columns, channels. */
    void checkScaled(String who, Tensor tensor) {
        byte[] samples = new byte[tensor.bytes().capacity()];
        tensor.bytes().get(0, samples);
        ImageSize size =
                new ImageSize((int) tensor.shape().dim(2), (int) tensor.shape().dim(1));
        checkScaled(who, samples, size);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
