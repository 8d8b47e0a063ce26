package dev.visiontask.preprocess;

import java.util.Arrays;

/**
 * From a sample {@code x} in 0 to 255 to the model's number: {@code (x * rescale - mean) / std}, channel by channel, in
 * the channel order of the tensor. This order of operations is the one of Hugging Face and torchvision.
 */
public final class Normalization {
    /** Leaves samples as they are: 0 to 255. */
    public static final Normalization NONE = new Normalization(1, new float[] {0}, new float[] {1});

    private final double rescale;
    private final float[] mean;
    private final float[] std;

    /**
     * A normalisation.
     *
     * @param rescale the factor that comes first, such as 1/255
     * @param mean one value for all channels or one a channel, after rescaling
     * @param std as {@code mean}; none is zero
     */
    public Normalization(double rescale, float[] mean, float[] std) {
        check("mean", mean);
        check("std", std);
        for (float value : std) {
            if (value == 0) {
                throw new IllegalArgumentException("Expected a std without zeros, found: " + Arrays.toString(std));
            }
        }
        if (!Double.isFinite(rescale)) {
            throw new IllegalArgumentException("Expected a finite rescale factor, found: " + rescale);
        }
        this.rescale = rescale;
        this.mean = mean.clone();
        this.std = std.clone();
    }

    private static void check(String name, float[] values) {
        if (values.length != 1 && values.length != 3) {
            throw new IllegalArgumentException(
                    "Expected 1 or 3 values of " + name + ", found: " + Arrays.toString(values));
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "Expected finite values of " + name + ", found: " + Arrays.toString(values));
            }
        }
    }

    /** The number for sample {@code x} of channel {@code channel} of the tensor; padding may be between two samples. */
    public float apply(double x, int channel) {
        return ((float) (x * rescale) - at(mean, channel)) / at(std, channel);
    }

    private static float at(float[] values, int channel) {
        return values.length == 1 ? values[0] : values[channel];
    }

    /** Whether all channels have the same mean and std. */
    public boolean isUniform() {
        return isUniform(mean) && isUniform(std);
    }

    private static boolean isUniform(float[] values) {
        return values.length == 1 || (values[0] == values[1] && values[0] == values[2]);
    }

    /** Whether samples stay as they are. */
    public boolean isIdentity() {
        return equals(NONE) || equals(new Normalization(1, new float[3], new float[] {1, 1, 1}));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalization that
                && rescale == that.rescale
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(std, that.std);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(rescale) + 31 * Arrays.hashCode(mean) + 37 * Arrays.hashCode(std);
    }

    @Override
    public String toString() {
        return "(x * " + rescale + " - " + Arrays.toString(mean) + ") / " + Arrays.toString(std);
    }
}
