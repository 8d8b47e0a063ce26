package dev.visiontask.preprocess;

/**
 * The filter kernels of Pillow's {@code Image.resize}, in its own double arithmetic, so that the coefficients agree to
 * the last bit (libImaging/Resample.c, version 12).
 */
enum PillowFilter {
    BOX(0.5) {
        @Override
        double weight(double x) {
            return x > -0.5 && x <= 0.5 ? 1 : 0;
        }
    },
    BILINEAR(1) {
        @Override
        double weight(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    },
    HAMMING(1) {
        @Override
        double weight(double x) {
            double distance = Math.abs(x);
            if (distance == 0) {
                return 1;
            }
            if (distance >= 1) {
                return 0;
            }
            double angle = distance * Math.PI;
            // The constants are single precision in Pillow.
            return StrictMath.sin(angle) / angle * (0.54f + 0.46f * StrictMath.cos(angle));
        }
    },
    BICUBIC(2) {
        @Override
        double weight(double x) {
            double a = -0.5;
            double distance = Math.abs(x);
            if (distance < 1) {
                return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
            }
            return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
        }
    },
    LANCZOS(3) {
        @Override
        double weight(double x) {
            return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0;
        }
    };

    private final double support;

    PillowFilter(double support) {
        this.support = support;
    }

    static PillowFilter of(Interpolation interpolation) {
        return switch (interpolation) {
            case PILLOW_BOX -> BOX;
            case PILLOW_BILINEAR -> BILINEAR;
            case PILLOW_HAMMING -> HAMMING;
            case PILLOW_BICUBIC -> BICUBIC;
            case PILLOW_LANCZOS -> LANCZOS;
            default -> throw new IllegalArgumentException("Expected a pillow-* filter, found: " + interpolation.id());
        };
    }

    /** How far the kernel reaches to either side, in pixels of the coarser grid. */
    double support() {
        return support;
    }

    /** The weight at this distance, before the weights of a pixel are made to sum to one. */
    abstract double weight(double x);

    private static double sinc(double x) {
        if (x == 0) {
            return 1;
        }
        double angle = x * Math.PI;
        return StrictMath.sin(angle) / angle;
    }
}
