package dev.visiontask.image;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Turns and mirrors pictures by EXIF orientation, 1 to 8. */
final class Orientation {
    private Orientation() {}

    /** The stored picture upright; the given Mat itself if nothing is to do, else it is released. */
    static Mat apply(Mat stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        Mat upright = new Mat();
        try {
            switch (orientation) {
                case 2 -> Core.flip(stored, upright, 1);
                case 3 -> Core.rotate(stored, upright, Core.ROTATE_180);
                case 4 -> Core.flip(stored, upright, 0);
                case 5 -> Core.transpose(stored, upright);
                case 6 -> Core.rotate(stored, upright, Core.ROTATE_90_CLOCKWISE);
                case 7 -> {
                    Core.rotate(stored, upright, Core.ROTATE_90_CLOCKWISE);
                    Core.flip(upright, upright, 0);
                }
                case 8 -> Core.rotate(stored, upright, Core.ROTATE_90_COUNTERCLOCKWISE);
                default -> throw new IllegalArgumentException("Expected an orientation of 1 to 8: " + orientation);
            }
            return upright;
        } catch (RuntimeException e) {
            upright.release();
            throw e;
        } finally {
            stored.release();
        }
    }
}
