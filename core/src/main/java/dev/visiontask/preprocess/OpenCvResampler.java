package dev.visiontask.preprocess;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.image.MatPixels;
import dev.visiontask.image.OpenCvLibrary;
import dev.visiontask.image.Pixels;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * OpenCV's own {@code resize}. It works on whole pictures: the part that a crop throws away is computed too, and an
 * extreme shape is refused rather than allocated.
 */
final class OpenCvResampler implements Resampler {
    private static final long MAX_PIXELS = 100_000_000;
    private static final long KEPT_PIXELS = 8_000_000;

    private final int interpolation;
    private final Mat result;
    private final Size size = new Size();
    private final RowBand band = new RowBand();
    private long held;

    OpenCvResampler(Interpolation interpolation) {
        this.interpolation = code(interpolation);
        OpenCvLibrary.load();
        result = new Mat();
    }

    private static int code(Interpolation interpolation) {
        return switch (interpolation) {
            case OPENCV_NEAREST -> Imgproc.INTER_NEAREST;
            case OPENCV_LINEAR -> Imgproc.INTER_LINEAR;
            case OPENCV_CUBIC -> Imgproc.INTER_CUBIC;
            case OPENCV_AREA -> Imgproc.INTER_AREA;
            default -> throw new IllegalArgumentException("Expected an opencv-* filter, found: " + interpolation.id());
        };
    }

    @Override
    public void resample(Pixels pixels, ImageSize resized, Placement place, RowSink sink) {
        if (pixels.width() == resized.width() && pixels.height() == resized.height()) {
            handOn(pixels, place, sink);
            return;
        }
        if (resized.pixels() > MAX_PIXELS) {
            throw new BadInputException("Expected a picture that stays within " + MAX_PIXELS
                    + " pixels when it is scaled for the model, found: " + pixels.width() + "x" + pixels.height()
                    + " scaled to " + resized + ". Crop it first.");
        }
        size.width = resized.width();
        size.height = resized.height();
        try {
            scale(pixels);
            // The Mat stays this object's; MatPixels only adds the format.
            handOn(new MatPixels(result, pixels.format()), place, sink);
        } finally {
            if (resized.pixels() > KEPT_PIXELS) {
                result.release();
                held = 0;
            } else {
                held = resized.pixels() * pixels.format().channels();
            }
        }
    }

    private void scale(Pixels pixels) {
        if (pixels instanceof MatPixels picture) {
            Imgproc.resize(picture.mat(), result, size, 0, 0, interpolation);
            return;
        }
        Mat source = open(pixels);
        try {
            if (!pixels.data().isDirect()) {
                copy(pixels, source);
            }
            Imgproc.resize(source, result, size, 0, 0, interpolation);
        } finally {
            source.release();
        }
    }

    /** A Mat over the samples if they are outside the heap, else one of the same size. */
    private static Mat open(Pixels pixels) {
        int type = CvType.CV_8UC(pixels.format().channels());
        ByteBuffer data = pixels.data();
        if (!data.isDirect()) {
            return new Mat(pixels.height(), pixels.width(), type);
        }
        long rowBytes = (long) pixels.width() * pixels.format().channels();
        // Native code would read beyond the end.
        Objects.checkFromIndexSize(0, (pixels.height() - 1L) * pixels.rowStride() + rowBytes, data.capacity());
        return new Mat(pixels.height(), pixels.width(), type, data.duplicate().clear(), pixels.rowStride());
    }

    private void copy(Pixels pixels, Mat target) {
        band.start(pixels);
        int rowBytes = pixels.width() * pixels.format().channels();
        for (int y = 0; y < pixels.height(); y++) {
            int offset = band.offset(pixels, y, 1);
            target.put(new int[] {y, 0}, band.data(), offset, rowBytes);
        }
    }

    private void handOn(Pixels scaled, Placement place, RowSink sink) {
        int channels = scaled.format().channels();
        int left = place.firstColumn() * channels;
        band.start(scaled);
        for (int y = place.firstRow(); y < place.lastRow(); y++) {
            int offset = band.offset(scaled, y, 1) + left;
            sink.row(y + place.offsetY(), band.data(), offset, channels, 1);
        }
    }

    @Override
    public long nativeBytes() {
        return held;
    }

    @Override
    public void close() {
        result.release();
        held = 0;
    }
}
