package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.Point;
import dev.visiontask.Quad;

/**
 * Makes what is within a quad a rectangle. The way from the rectangle to the quad is Heckbert's (Fundamentals of Texture Mapping
 * and Image Warping, 1989); samples are interpolated by the cubic convolution of Keys (1981) with a = -0.75, as in OpenCV.
 */
final class PerspectiveWarp {
    private static final long MAX_PIXELS = 50_000_000;
    private static final double A = -0.75;
    private static final int TAPS = 4;

    private final ImageSize size;

    /** Numerator of x, numerator of y, denominator, each as factors of column, row and 1. */
    private final double[] forms;

    private PerspectiveWarp(ImageSize size, double[] forms) {
        this.size = size;
        this.forms = forms;
    }

    static PerspectiveWarp of(Quad quad) {
        int width = Math.max(1, (int) quad.width());
        int height = Math.max(1, (int) quad.height());
        if ((long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "Expected at most " + MAX_PIXELS + " pixels within a quad, found: " + width + "x" + height);
        }
        return new PerspectiveWarp(new ImageSize(width, height), forms(quad, width, height));
    }

    private static double[] forms(Quad quad, int width, int height) {
        Point a = quad.topLeft();
        Point b = quad.topRight();
        Point c = quad.bottomRight();
        Point d = quad.bottomLeft();
        double sumX = (double) a.x() - b.x() + c.x() - d.x();
        double sumY = (double) a.y() - b.y() + c.y() - d.y();
        double rightX = (double) b.x() - c.x();
        double rightY = (double) b.y() - c.y();
        double leftX = (double) d.x() - c.x();
        double leftY = (double) d.y() - c.y();
        double area = rightX * leftY - leftX * rightY;
        // A quad without an area has no perspective.
        double g = area == 0 ? 0 : (sumX * leftY - leftX * sumY) / area;
        double h = area == 0 ? 0 : (rightX * sumY - sumX * rightY) / area;
        return new double[] {
            (b.x() - a.x() + g * b.x()) / width, (d.x() - a.x() + h * d.x()) / height, a.x(),
            (b.y() - a.y() + g * b.y()) / width, (d.y() - a.y() + h * d.y()) / height, a.y(),
            g / width, h / height, 1
        };
    }

    /** The size of the rectangle. */
    ImageSize size() {
        return size;
    }

    /** The samples of the rectangle, from those of an image, row by row. */
    byte[] apply(byte[] samples, ImageSize image, int channels) {
        byte[] result = new byte[size.width() * size.height() * channels];
        double[] across = new double[TAPS];
        double[] down = new double[TAPS];
        int[] columns = new int[TAPS];
        int[] rows = new int[TAPS];
        int at = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                double scale = forms[6] * x + forms[7] * y + forms[8];
                double fromX = (forms[0] * x + forms[1] * y + forms[2]) / scale;
                double fromY = (forms[3] * x + forms[4] * y + forms[5]) / scale;
                place(fromX, image.width(), channels, columns, across);
                place(fromY, image.height(), image.width() * channels, rows, down);
                for (int c = 0; c < channels; c++) {
                    result[at++] = sample(samples, c, columns, rows, across, down);
                }
            }
        }
        return result;
    }

    /** Offsets and weights of the four samples around a place on an axis; beyond the border the last one is repeated. */
    private static void place(double from, int length, int step, int[] offsets, double[] weights) {
        double bounded = Math.max(-TAPS, Math.min(length + TAPS, from));
        int first = (int) Math.floor(bounded);
        double x = bounded - first;
        double y = 1 - x;
        weights[0] = ((A * (x + 1) - 5 * A) * (x + 1) + 8 * A) * (x + 1) - 4 * A;
        weights[1] = ((A + 2) * x - (A + 3)) * x * x + 1;
        weights[2] = ((A + 2) * y - (A + 3)) * y * y + 1;
        weights[3] = 1 - weights[0] - weights[1] - weights[2];
        for (int i = 0; i < TAPS; i++) {
            offsets[i] = step * Math.max(0, Math.min(length - 1, first - 1 + i));
        }
    }

    private static byte sample(byte[] samples, int channel, int[] columns, int[] rows, double[] across, double[] down) {
        double sum = 0;
        for (int j = 0; j < TAPS; j++) {
            int row = rows[j] + channel;
            sum += down[j]
                    * (across[0] * (samples[row + columns[0]] & 0xff)
                            + across[1] * (samples[row + columns[1]] & 0xff)
                            + across[2] * (samples[row + columns[2]] & 0xff)
                            + across[3] * (samples[row + columns[3]] & 0xff));
        }
        return (byte) Math.max(0, Math.min(255, Math.rint(sum)));
    }
}
