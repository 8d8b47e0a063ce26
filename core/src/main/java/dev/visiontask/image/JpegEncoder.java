package dev.visiontask.image;

import java.nio.ByteBuffer;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Makes JPEG files of BGR samples: 4:2:0, baseline, with the typical Huffman tables, which is what Motion-JPEG holds. Used
 * by one thread at a time; memory is used again from picture to picture.
 */
public final class JpegEncoder implements AutoCloseable {
    private static final int MOST_PIXELS_OF_EDGE = 65_500;

    private final MatOfInt parameters;
    private final MatOfByte encoded;
    private byte[] bytes = new byte[0];

    /**
     * An encoder of a quality.
     *
     * @param quality 1 to 100
     */
    public JpegEncoder(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("Expected a JPEG quality of 1 to 100, found: " + quality);
        }
        OpenCvLibrary.load();
        parameters = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        encoded = new MatOfByte();
    }

    /**
     * Encodes a picture.
     *
     * @return the file, valid until the next call
     * @throws IllegalArgumentException if an edge is longer than JPEG allows
     */
    public ByteBuffer encode(BgrSamples samples) {
        int width = samples.size().width();
        int height = samples.size().height();
        if (width > MOST_PIXELS_OF_EDGE || height > MOST_PIXELS_OF_EDGE) {
            throw new IllegalArgumentException(
                    "Expected edges of at most " + MOST_PIXELS_OF_EDGE + " pixels, found: " + samples.size());
        }
        Mat picture = new Mat(height, width, CvType.CV_8UC3, samples.data(), samples.rowStride());
        try {
            if (!Imgcodecs.imencode(".jpg", picture, encoded, parameters)) {
                throw new IllegalStateException("OpenCV has no JPEG encoder");
            }
        } catch (CvException e) {
            throw new IllegalStateException("OpenCV's JPEG encoder failed: " + e.getMessage(), e);
        } finally {
            picture.release();
        }
        int length = Math.toIntExact(encoded.total());
        if (bytes.length < length) {
            bytes = new byte[length + length / 4];
        }
        encoded.get(0, 0, bytes);
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Frees OpenCV's memory. Closing twice is harmless. */
    @Override
    public void close() {
        parameters.release();
        encoded.release();
    }
}
