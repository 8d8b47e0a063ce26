package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import java.nio.ByteBuffer;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** Decodes with OpenCV, which brings libjpeg-turbo, libpng and libwebp. */
final class OpenCvDecoder implements ImageDecoder {
    @Override
    public String name() {
        return "opencv";
    }

    @Override
    public boolean supports(ImageFormat format) {
        return format == ImageFormat.JPEG || format == ImageFormat.PNG || format == ImageFormat.WEBP;
    }

    @Override
    public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) throws UndecodableException {
        OpenCvLibrary.load();
        if (header.format() == ImageFormat.WEBP && WebpHeader.isAnimated(new Bytes(encoded))) {
            return MatPixels.owning(firstFrame(new Bytes(encoded), header), PixelFormat.BGR);
        }
        return MatPixels.owning(decode(encoded, flags(header.format(), request.scale())), PixelFormat.BGR);
    }

    /** OpenCV reads no animations, but each frame of one is a still with a shorter header. */
    private static Mat firstFrame(Bytes in, ImageHeader header) throws UndecodableException {
        WebpFrame frame = WebpFrame.first(in, header);
        Mat still = decode(frame.still().array(), flags(ImageFormat.WEBP, 1));
        if (still.cols() == header.width() && still.rows() == header.height()) {
            return still;
        }
        try {
            return onCanvas(still, frame, header);
        } finally {
            still.release();
        }
    }

    private static Mat onCanvas(Mat still, WebpFrame frame, ImageHeader header) {
        Mat canvas = new Mat(header.height(), header.width(), CvType.CV_8UC3, new Scalar(0, 0, 0));
        boolean isDone = false;
        try {
            Mat part = canvas.submat(new Rect(frame.left(), frame.top(), still.cols(), still.rows()));
            try {
                still.copyTo(part);
            } finally {
                part.release();
            }
            isDone = true;
            return canvas;
        } finally {
            if (!isDone) {
                canvas.release();
            }
        }
    }

    /** The pixels of a file that is not in a direct buffer. */
    static Mat decode(byte[] encoded, int flags) throws UndecodableException {
        // Memory of OpenCV is freed at once; a direct buffer would wait for the collector.
        Mat file = new Mat(1, encoded.length, CvType.CV_8UC1);
        boolean isFilled = false;
        try {
            file.put(0, 0, encoded);
            isFilled = true;
        } finally {
            if (!isFilled) {
                file.release();
            }
        }
        return decode(file, flags);
    }

    private static Mat decode(ByteBuffer encoded, int flags) throws UndecodableException {
        return decode(new Mat(1, encoded.limit(), CvType.CV_8UC1, encoded), flags);
    }

    /** Releases the file. */
    private static Mat decode(Mat file, int flags) throws UndecodableException {
        try {
            Mat mat = Imgcodecs.imdecode(file, flags);
            if (mat.empty()) {
                mat.release();
                throw new UndecodableException("its data is broken, truncated or of a kind that OpenCV does not read");
            }
            return mat;
        } catch (CvException e) {
            throw new UndecodableException("OpenCV refuses it: " + e.getMessage(), e);
        } finally {
            file.release();
        }
    }

    private static int flags(ImageFormat format, int scale) {
        // Other formats would be decoded in full and then shrunk by OpenCV's nearest neighbour.
        int color =
                switch (format == ImageFormat.JPEG ? scale : 1) {
                    case 2 -> Imgcodecs.IMREAD_REDUCED_COLOR_2;
                    case 4 -> Imgcodecs.IMREAD_REDUCED_COLOR_4;
                    case 8 -> Imgcodecs.IMREAD_REDUCED_COLOR_8;
                    default -> Imgcodecs.IMREAD_COLOR;
                };
        return color | Imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }
}
