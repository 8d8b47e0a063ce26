package dev.visiontask.image;

import dev.visiontask.PixelFormat;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Turns any decoder's pixels upright. */
final class Uprighting {
    private Uprighting() {}

    /** The pixels themselves if nothing is to do; else new ones, and the old ones are closed. */
    static Pixels apply(Pixels stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        PixelFormat format = stored.format();
        if (stored instanceof MatPixels pixels) {
            return MatPixels.owning(Orientation.apply(pixels.mat(), orientation), format);
        }
        try (stored) {
            return MatPixels.owning(Orientation.apply(toMat(stored), orientation), format);
        }
    }

    /** A copy; released by the caller. */
    static Mat toMat(Pixels pixels) {
        OpenCvLibrary.load();
        Mat mat = new Mat(
                pixels.height(), pixels.width(), CvType.CV_8UC(pixels.format().channels()));
        boolean isDone = false;
        try {
            byte[] row = new byte[pixels.width() * pixels.format().channels()];
            for (int y = 0; y < pixels.height(); y++) {
                pixels.data().get(y * pixels.rowStride(), row);
                mat.put(y, 0, row);
            }
            isDone = true;
            return mat;
        } finally {
            if (!isDone) {
                mat.release();
            }
        }
    }
}
