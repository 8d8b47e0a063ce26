package dev.visiontask.image;

import java.nio.ByteBuffer;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/** Strips or tiles of a TIFF, each of which OpenCV decodes as an image file of its own. */
abstract class TiffImages {
    final TiffSegments segments;

    TiffImages(TiffSegments segments) {
        this.segments = segments;
    }

    /** An image file of one strip or tile; there is a part of the page for each plane. */
    abstract byte[] file(ByteBuffer[] stored, int rows) throws UndecodableException;

    final void paint(Mat canvas) throws UndecodableException {
        for (int down = 0; down < segments.down(); down++) {
            for (int across = 0; across < segments.across(); across++) {
                long index = (long) down * segments.across() + across;
                ByteBuffer[] stored = stored(index);
                int top = down * segments.segmentHeight();
                int left = across * segments.segmentWidth();
                int rows = Math.min(segments.segmentHeight(), canvas.rows() - top);
                int columns = Math.min(segments.segmentWidth(), canvas.cols() - left);
                paint(file(stored, segments.rows(down)), canvas, new Rect(left, top, columns, rows));
            }
        }
    }

    private ByteBuffer[] stored(long index) throws UndecodableException {
        long perPlane = (long) segments.across() * segments.down();
        ByteBuffer[] stored = new ByteBuffer[segments.planes()];
        for (int plane = 0; plane < stored.length; plane++) {
            long at = index + plane * perPlane;
            stored[plane] = segments.directory().file().slice(segments.offset(at), segments.length(at));
        }
        return stored;
    }

    private static void paint(byte[] file, Mat canvas, Rect where) throws UndecodableException {
        Mat image = OpenCvDecoder.decode(file, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        try {
            if (image.cols() < where.width || image.rows() < where.height) {
                throw new UndecodableException("a strip or tile of " + where.width + "x" + where.height + " pixels has "
                        + image.cols() + "x" + image.rows());
            }
            Mat part = canvas.submat(where);
            Mat used = image.submat(0, where.height, 0, where.width);
            try {
                used.copyTo(part);
            } finally {
                used.release();
                part.release();
            }
        } finally {
            image.release();
        }
    }
}
