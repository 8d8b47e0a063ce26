package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Pixels that are filled by Java code; their memory is given back if that fails. */
final class BgrCanvas {
    /** Fills all rows. */
    @FunctionalInterface
    interface Painter {
        void paint(Mat bgr) throws UndecodableException;
    }

    private BgrCanvas() {}

    static Pixels paint(int width, int height, Painter painter) throws UndecodableException {
        OpenCvLibrary.load();
        Mat mat = new Mat(height, width, CvType.CV_8UC3);
        boolean done = false;
        try {
            painter.paint(mat);
            done = true;
        } finally {
            if (!done) {
                mat.release();
            }
        }
        return MatPixels.owning(mat, PixelFormat.BGR);
    }
}
