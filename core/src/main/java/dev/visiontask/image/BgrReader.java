package dev.visiontask.image;

import dev.visiontask.EncodedImage;
import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reads image files as plain BGR samples into memory of the caller: what the frames of a video are made of. One reader
 * serves one thread at a time.
 */
public final class BgrReader implements AutoCloseable {
    private final ImageReader reader;

    /** A reader that refuses what is beyond the limits. */
    public BgrReader(ImageLimits limits) {
        // Smaller JPEG decoding is used only where the caller asks for fewer pixels.
        this(new ImageReader(ReadOptions.DEFAULT.withLimits(limits).withDecoding(Decoding.FAST)));
    }

    /** Takes over a reader. */
    BgrReader(ImageReader reader) {
        this.reader = reader;
    }

    /**
     * The upright size of a picture, told by its header.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read or is refused
     */
    public ImageSize size(EncodedImage source) {
        return reader.readHeader(source).uprightSize();
    }

    /**
     * Writes a picture, upright and resized.
     *
     * @param target the size to write; smaller ones are averaged over areas, larger ones interpolated
     * @param bgr a direct buffer, written from index 0 on
     * @param rowStride bytes from row to row, at least three times the width
     * @throws dev.visiontask.BadInputException if it cannot be read, is refused or broken
     */
    public void read(EncodedImage source, ImageSize target, ByteBuffer bgr, int rowStride) {
        try (DecodedImage image = reader.read(source, full -> target)) {
            Pixels pixels = image.pixels();
            Mat stored = pixels instanceof MatPixels same ? same.mat() : Uprighting.toMat(pixels);
            try {
                Mat written = mat(target, bgr, rowStride);
                try {
                    write(stored, pixels.format(), written);
                } finally {
                    written.release();
                }
            } finally {
                stored.release();
            }
        }
    }

    private static void write(Mat stored, PixelFormat format, Mat written) {
        Mat sized = written;
        boolean convert = format != PixelFormat.BGR;
        if (convert) {
            sized = new Mat(written.size(), stored.type());
        }
        try {
            Size size = written.size();
            if (stored.size().equals(size)) {
                stored.copyTo(sized);
            } else {
                boolean smaller = size.width <= stored.cols() && size.height <= stored.rows();
                Imgproc.resize(stored, sized, size, 0, 0, smaller ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
            }
            if (convert) {
                int code = format == PixelFormat.GRAY ? Imgproc.COLOR_GRAY2BGR : Imgproc.COLOR_RGB2BGR;
                Imgproc.cvtColor(sized, written, code);
            }
        } finally {
            if (convert) {
                sized.release();
            }
        }
    }

    /**
     * Mirrors BGR samples, or not, then turns them clockwise.
     *
     * @param source a direct buffer with the samples from index 0 on
     * @param size their size
     * @param sourceStride bytes from row to row in the source
     * @param degrees 0, 90, 180 or 270
     * @param mirrored whether left and right change before
     * @param target another direct buffer, written from index 0 on
     * @param targetStride bytes from row to row in the target
     */
    public static void turn(
            ByteBuffer source,
            ImageSize size,
            int sourceStride,
            int degrees,
            boolean mirrored,
            ByteBuffer target,
            int targetStride) {
        if (degrees != 0 && degrees != 90 && degrees != 180 && degrees != 270) {
            throw new IllegalArgumentException("Expected 0, 90, 180 or 270 degrees, found: " + degrees);
        }
        Mat from = mat(size, source, sourceStride);
        try {
            Mat to = mat(degrees % 180 == 0 ? size : swapped(size), target, targetStride);
            try {
                turn(from, degrees, mirrored, to);
            } finally {
                to.release();
            }
        } finally {
            from.release();
        }
    }

    private static void turn(Mat from, int degrees, boolean mirrored, Mat to) {
        switch (mirrored ? degrees + 1 : degrees) {
            case 0 -> from.copyTo(to);
            case 1 -> Core.flip(from, to, 1);
            case 90 -> Core.rotate(from, to, Core.ROTATE_90_CLOCKWISE);
            case 91 -> {
                Core.transpose(from, to);
                Core.flip(to, to, -1);
            }
            case 180 -> Core.rotate(from, to, Core.ROTATE_180);
            case 181 -> Core.flip(from, to, 0);
            case 270 -> Core.rotate(from, to, Core.ROTATE_90_COUNTERCLOCKWISE);
            default -> Core.transpose(from, to);
        }
    }

    private static ImageSize swapped(ImageSize size) {
        return new ImageSize(size.height(), size.width());
    }

    private static Mat mat(ImageSize size, ByteBuffer bgr, int rowStride) {
        long needed = (long) rowStride * (size.height() - 1) + 3L * size.width();
        if (!bgr.isDirect() || rowStride < 3L * size.width() || bgr.capacity() < needed) {
            throw new IllegalArgumentException("Expected a direct buffer of at least " + needed + " bytes for " + size
                    + " with a row stride of " + rowStride + ", found: " + bgr);
        }
        OpenCvLibrary.load();
        return new Mat(size.height(), size.width(), CvType.CV_8UC3, bgr, rowStride);
    }

    /** Frees the reader's buffers. */
    @Override
    public void close() {
        reader.close();
    }
}
