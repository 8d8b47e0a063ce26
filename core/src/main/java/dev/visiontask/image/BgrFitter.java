package dev.visiontask.image;

import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.tensor.DirectMemory;
import java.nio.ByteBuffer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Makes BGR samples of one size of any pictures: what the encoder of a video takes. A picture of another size is shrunk or
 * enlarged until it fits, in the middle of black. Samples that are right already are handed on without a copy. One fitter
 * serves one thread at a time and uses its memory again.
 */
public final class BgrFitter implements AutoCloseable {
    private static final int BLOCK = 64;

    private final ImageReader reader;
    private final DirectMemory memory = new DirectMemory(BLOCK);

    /** A fitter that refuses what is beyond the limits. */
    public BgrFitter(ImageLimits limits) {
        this(new ImageReader(ReadOptions.DEFAULT.withLimits(limits)));
    }

    /** Takes over a reader. */
    BgrFitter(ImageReader reader) {
        this.reader = reader;
    }

    /**
     * The upright size of a picture.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read or is refused
     */
    public ImageSize size(ImageSource source) {
        return source instanceof RawFrame frame
                ? frame.size()
                : reader.readHeader((EncodedImage) source).uprightSize();
    }

    /**
     * The samples of a picture, upright.
     *
     * @param content the size into which the picture is fitted
     * @param canvas the size of the samples, at least {@code content}; what it has more, at the right and below, repeats the
     *     last column and row
     * @return valid until the next call, or as long as the picture's own memory
     * @throws dev.visiontask.BadInputException if it cannot be read, is refused or broken
     */
    public BgrSamples fit(ImageSource source, ImageSize content, ImageSize canvas) {
        boolean exact = content.equals(canvas);
        if (source instanceof RawFrame frame
                && exact
                && frame.format() == PixelFormat.BGR
                && frame.size().equals(canvas)) {
            ByteBuffer data = frame.data();
            return BgrSamples.isEnough(data, frame.rowStride(), canvas)
                    ? new BgrSamples(data, frame.rowStride(), canvas)
                    : copy(frame);
        }
        BgrSamples samples = room(canvas);
        try (DecodedImage image = reader.read(source)) {
            Pixels pixels = image.pixels();
            Mat stored = pixels instanceof MatPixels same ? same.mat() : Uprighting.toMat(pixels);
            try {
                fit(stored, pixels.format(), content, samples);
            } finally {
                stored.release();
            }
        }
        return samples;
    }

    private static void fit(Mat stored, PixelFormat format, ImageSize content, BgrSamples samples) {
        ImageSize canvas = samples.size();
        Mat whole = new Mat(canvas.height(), canvas.width(), CvType.CV_8UC3, samples.data(), samples.rowStride());
        try {
            Mat inner = whole.submat(new Rect(0, 0, content.width(), content.height()));
            try {
                place(stored, format, inner);
            } finally {
                inner.release();
            }
            repeatEdges(whole, content);
        } finally {
            whole.release();
        }
    }

    private BgrSamples copy(RawFrame frame) {
        BgrSamples samples = room(frame.size());
        ByteBuffer data = frame.data();
        int row = 3 * frame.size().width();
        for (int y = 0; y < frame.size().height(); y++) {
            samples.data().put(y * samples.rowStride(), data, y * frame.rowStride(), row);
        }
        return samples;
    }

    private BgrSamples room(ImageSize size) {
        int blocks = Math.addExact(size.width(), BLOCK - 1) / BLOCK;
        int rowStride = Math.multiplyExact(blocks, 3 * BLOCK);
        int bytes = Math.addExact(Math.multiplyExact(rowStride, size.height()), BgrSamples.SPARE);
        OpenCvLibrary.load();
        return new BgrSamples(memory.take(bytes), rowStride, size);
    }

    private static void place(Mat stored, PixelFormat format, Mat inner) {
        double scale = Math.min((double) inner.cols() / stored.cols(), (double) inner.rows() / stored.rows());
        int width = Math.max(1, Math.min(inner.cols(), (int) Math.round(stored.cols() * scale)));
        int height = Math.max(1, Math.min(inner.rows(), (int) Math.round(stored.rows() * scale)));
        if (width < inner.cols() || height < inner.rows()) {
            inner.setTo(new Scalar(0, 0, 0));
        }
        Mat target = inner.submat(new Rect((inner.cols() - width) / 2, (inner.rows() - height) / 2, width, height));
        Mat sized = stored;
        try {
            if (!stored.size().equals(target.size())) {
                sized = new Mat();
                Imgproc.resize(
                        stored,
                        sized,
                        new Size(width, height),
                        0,
                        0,
                        scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
            }
            switch (format) {
                case BGR -> sized.copyTo(target);
                case RGB -> Imgproc.cvtColor(sized, target, Imgproc.COLOR_RGB2BGR);
                case GRAY -> Imgproc.cvtColor(sized, target, Imgproc.COLOR_GRAY2BGR);
            }
        } finally {
            target.release();
            if (sized != stored) {
                sized.release();
            }
        }
    }

    private static void repeatEdges(Mat whole, ImageSize content) {
        for (int x = content.width(); x < whole.cols(); x++) {
            copy(whole, new Rect(content.width() - 1, 0, 1, whole.rows()), new Rect(x, 0, 1, whole.rows()));
        }
        for (int y = content.height(); y < whole.rows(); y++) {
            copy(whole, new Rect(0, content.height() - 1, whole.cols(), 1), new Rect(0, y, whole.cols(), 1));
        }
    }

    private static void copy(Mat whole, Rect from, Rect to) {
        Mat source = whole.submat(from);
        try {
            Mat target = whole.submat(to);
            try {
                source.copyTo(target);
            } finally {
                target.release();
            }
        } finally {
            source.release();
        }
    }

    /** Frees the buffers. Closing twice is harmless. */
    @Override
    public void close() {
        memory.clear();
        reader.close();
    }
}
