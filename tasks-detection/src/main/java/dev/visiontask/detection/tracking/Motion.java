package dev.visiontask.detection.tracking;

import dev.visiontask.Box;

/**
 * Where a box will be: a Kalman filter of centre x, centre y, width by height, and height, each with a speed a frame that
 * stays the same. State, noise and its constants are those of DeepSORT, which ByteTrack took over ({@code kalman_filter.py}
 * of <a href="https://github.com/nwojke/deep_sort">nwojke/deep_sort</a>): standard deviations of 1/20 of the height for
 * places and 1/160 of it for speeds, and fixed ones for the ratio of the sides.
 *
 * <p>There the state has eight numbers and a matrix of 8 x 8. As no noise couples two of the four quantities, the matrix
 * falls into four of 2 x 2, which give the same numbers.
 */
final class Motion {
    private static final double PLACE = 1.0 / 20;
    private static final double SPEED = 1.0 / 160;
    private static final double RATIO_PLACE = 1e-2;
    private static final double RATIO_SPEED = 1e-5;
    private static final double RATIO_MEASURED = 1e-1;
    private static final int QUANTITIES = 4;
    private static final int RATIO = 2;
    private static final int HEIGHT = 3;

    private final double[] value = new double[QUANTITIES];
    private final double[] speed = new double[QUANTITIES];
    private final double[] valueVariance = new double[QUANTITIES];
    private final double[] covariance = new double[QUANTITIES];
    private final double[] speedVariance = new double[QUANTITIES];

    /** At rest where it was seen first; the box has an area. */
    Motion(Box box) {
        double height = box.height();
        for (int i = 0; i < QUANTITIES; i++) {
            value[i] = measured(box, i);
            valueVariance[i] = square(i == RATIO ? RATIO_PLACE : 2 * PLACE * height);
            speedVariance[i] = square(i == RATIO ? RATIO_SPEED : 10 * SPEED * height);
        }
    }

    private static double measured(Box box, int quantity) {
        return switch (quantity) {
            case 0 -> ((double) box.left() + box.right()) / 2;
            case 1 -> ((double) box.top() + box.bottom()) / 2;
            case RATIO -> (double) box.width() / box.height();
            default -> box.height();
        };
    }

    /** Goes on by frames, at least 1: what that many steps of one frame give with the noise of the height at the start. */
    void predict(long frames) {
        double steps = frames;
        double height = value[HEIGHT];
        double squares = (steps - 1) * steps * (2 * steps - 1) / 6;
        for (int i = 0; i < QUANTITIES; i++) {
            double placeNoise = square(i == RATIO ? RATIO_PLACE : PLACE * height);
            double speedNoise = square(i == RATIO ? RATIO_SPEED : SPEED * height);
            value[i] += steps * speed[i];
            valueVariance[i] +=
                    steps * (2 * covariance[i] + steps * speedVariance[i] + placeNoise) + squares * speedNoise;
            covariance[i] += steps * speedVariance[i] + speedNoise * steps * (steps - 1) / 2;
            speedVariance[i] += steps * speedNoise;
        }
    }

    /** The height stays from now on, as for objects that are out of sight. */
    void holdHeight() {
        speed[HEIGHT] = 0;
    }

    /** It was seen here; the box has an area. */
    void correct(Box box) {
        double height = value[HEIGHT];
        for (int i = 0; i < QUANTITIES; i++) {
            double noise = square(i == RATIO ? RATIO_MEASURED : PLACE * height);
            double total = valueVariance[i] + noise;
            double valueGain = valueVariance[i] / total;
            double speedGain = covariance[i] / total;
            double difference = measured(box, i) - value[i];
            value[i] += valueGain * difference;
            speed[i] += speedGain * difference;
            speedVariance[i] -= speedGain * covariance[i];
            covariance[i] -= valueGain * covariance[i];
            valueVariance[i] -= valueGain * valueVariance[i];
        }
    }

    private static double square(double value) {
        return value * value;
    }

    double left() {
        return value[0] - width() / 2;
    }

    double top() {
        return value[1] - height() / 2;
    }

    /** In pixels, at least 0. */
    double width() {
        return Math.max(0, value[RATIO]) * height();
    }

    /** In pixels, at least 0. */
    double height() {
        return Math.max(0, value[HEIGHT]);
    }

    /** The box; what lies beyond the range of floats is cut. */
    Box box() {
        float left = finite(left());
        float top = finite(top());
        return new Box(left, top, Math.max(left, finite(left() + width())), Math.max(top, finite(top() + height())));
    }

    private static float finite(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }
}
