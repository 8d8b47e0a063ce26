package dev.visiontask.preprocess;

/**
 * The slow twin of the resamplers: straight from the definitions, in double precision, on one channel.
 *
 * <p>It is exact for the two nearest filters. The others agree within one level, because the originals use fixed-point
 * weights.
 */
final class PlainResampler {
    private PlainResampler() {}

    /** One axis: for each output position the weights of all input positions. */
    static double[][] weights(Interpolation interpolation, int in, int out) {
        double[][] weights = new double[out][in];
        for (int i = 0; i < out; i++) {
            switch (interpolation) {
                case PILLOW_NEAREST -> weights[i][nearest(i, in, out)] = 1;
                case OPENCV_NEAREST -> weights[i][Math.min(in - 1, (int) Math.floor(i * ((double) in / out)))] = 1;
                case OPENCV_LINEAR, OPENCV_CUBIC -> interpolate(interpolation, weights[i], i, in, out);
                case OPENCV_AREA -> overlap(weights[i], i, in, out);
                default -> antialias(interpolation, weights[i], i, in, out);
            }
        }
        return weights;
    }

    /** The position is stepped to, as in Pillow: where it falls between two samples, rounding errors decide. */
    private static int nearest(int i, int in, int out) {
        double step = (double) in / out;
        double position = step * 0.5;
        for (int k = 0; k < i; k++) {
            position += step;
        }
        return (int) position;
    }

    /** OpenCV: pixel centres, no antialiasing, the outermost samples repeated beyond the edges. */
    private static void interpolate(Interpolation interpolation, double[] weights, int i, int in, int out) {
        double center = (i + 0.5) * in / out - 0.5;
        int first = (int) Math.floor(center);
        for (int s = first - 1; s <= first + 2; s++) {
            double distance = Math.abs(s - center);
            double weight =
                    interpolation == Interpolation.OPENCV_LINEAR ? Math.max(0, 1 - distance) : cubic(distance, -0.75);
            weights[Math.max(0, Math.min(s, in - 1))] += weight;
        }
    }

    /** OpenCV's area when it reduces: the share of the output pixel that each sample covers. */
    private static void overlap(double[] weights, int i, int in, int out) {
        double scale = (double) in / out;
        for (int s = 0; s < in; s++) {
            weights[s] = Math.max(0, Math.min(s + 1, (i + 1) * scale) - Math.max(s, i * scale)) / scale;
        }
    }

    /** Pillow: the kernel stretched to the scale when it reduces, over the samples whose centres it covers. */
    private static void antialias(Interpolation interpolation, double[] weights, int i, int in, int out) {
        double scale = Math.max(1, (double) in / out);
        double center = (i + 0.5) * ((double) in / out);
        double support = kernelSupport(interpolation) * scale;
        int first = Math.max(0, (int) (center - support + 0.5));
        int last = Math.min(in, (int) (center + support + 0.5));
        double sum = 0;
        for (int s = first; s < last; s++) {
            // Box has a step where rounding errors decide, so the terms are in Pillow's order.
            weights[s] = kernel(interpolation, (s - center + 0.5) * (1 / scale));
            sum += weights[s];
        }
        for (int s = 0; s < in; s++) {
            weights[s] /= sum;
        }
    }

    private static double kernelSupport(Interpolation interpolation) {
        return switch (interpolation) {
            case PILLOW_BOX -> 0.5;
            case PILLOW_BICUBIC -> 2;
            case PILLOW_LANCZOS -> 3;
            default -> 1;
        };
    }

    private static double kernel(Interpolation interpolation, double x) {
        double distance = Math.abs(x);
        return switch (interpolation) {
            case PILLOW_BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
            case PILLOW_BILINEAR -> Math.max(0, 1 - distance);
            case PILLOW_HAMMING -> distance < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0;
            case PILLOW_BICUBIC -> cubic(distance, -0.5);
            case PILLOW_LANCZOS -> distance < 3 ? sinc(x) * sinc(x / 3) : 0;
            default -> throw new AssertionError(interpolation);
        };
    }

    private static double cubic(double d, double a) {
        if (d < 1) {
            return (a + 2) * d * d * d - (a + 3) * d * d + 1;
        }
        return d < 2 ? a * (d * d * d - 5 * d * d + 8 * d - 4) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Rows of samples 0 to 255, resampled to {@code height} rows of {@code width}. */
    static int[][] resample(int[][] samples, Interpolation interpolation, int width, int height) {
        double[][] across = weights(interpolation, samples[0].length, width);
        double[][] down = weights(interpolation, samples.length, height);
        double[][] source = new double[samples.length][samples[0].length];
        for (int y = 0; y < samples.length; y++) {
            for (int x = 0; x < samples[0].length; x++) {
                source[y][x] = samples[y][x];
            }
        }
        // Only Pillow rounds between the passes; then their order matters.
        boolean pillow = interpolation.id().startsWith("pillow");
        boolean downFirst = pillow && samples.length > 100 * samples[0].length && height < samples.length;
        double[][] result;
        if (downFirst) {
            result = acrossRows(across, rounded(multiply(down, source)));
        } else {
            double[][] middle = acrossRows(across, source);
            result = multiply(down, pillow ? rounded(middle) : middle);
        }
        int[][] rounded = new int[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rounded[y][x] = clip(result[y][x]);
            }
        }
        return rounded;
    }

    private static double[][] acrossRows(double[][] weights, double[][] rows) {
        return transposed(multiply(weights, transposed(rows)));
    }

    private static double[][] multiply(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int y = 0; y < a.length; y++) {
            for (int k = 0; k < b.length; k++) {
                for (int x = 0; x < b[0].length && a[y][k] != 0; x++) {
                    product[y][x] += a[y][k] * b[k][x];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[matrix[0].length][matrix.length];
        for (int y = 0; y < matrix.length; y++) {
            for (int x = 0; x < matrix[0].length; x++) {
                result[x][y] = matrix[y][x];
            }
        }
        return result;
    }

    private static double[][] rounded(double[][] matrix) {
        for (double[] row : matrix) {
            for (int x = 0; x < row.length; x++) {
                row[x] = clip(row[x]);
            }
        }
        return matrix;
    }

    private static int clip(double sample) {
        return (int) Math.max(0, Math.min(Math.floor(sample + 0.5), 255));
    }
}
