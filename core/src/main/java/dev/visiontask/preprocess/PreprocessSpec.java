package dev.visiontask.preprocess;

import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import java.util.Objects;

/**
 * Everything that decides which numbers a picture becomes: resample, place, reorder the channels, normalise, lay out.
 *
 * @param resize the mode with its sizes and padding
 * @param interpolation the resampler
 * @param color the channel order of the tensor; {@link PixelFormat#GRAY} gives one channel by ITU-R 601 weights
 * @param normalization from samples to numbers; must be the identity for a {@link DataType#UINT8} tensor
 * @param layout the order of the dimensions
 * @param type {@link DataType#FLOAT32} or {@link DataType#UINT8}
 */
public record PreprocessSpec(
        Resize resize,
        Interpolation interpolation,
        PixelFormat color,
        Normalization normalization,
        TensorLayout layout,
        DataType type) {
    /** Checks that the parts fit each other. */
    public PreprocessSpec {
        Objects.requireNonNull(resize, "resize");
        Objects.requireNonNull(interpolation, "interpolation");
        Objects.requireNonNull(color, "color");
        Objects.requireNonNull(layout, "layout");
        if (type != DataType.FLOAT32 && type != DataType.UINT8) {
            throw new IllegalArgumentException("Expected a float32 or uint8 image tensor, found: " + type.id());
        }
        if (color == PixelFormat.GRAY && !normalization.isUniform()) {
            throw new IllegalArgumentException(
                    "Expected one mean and one std for a gray tensor, found: " + normalization);
        }
        if (type == DataType.UINT8 && resize.padSample() != Math.rint(resize.padSample())) {
            throw new IllegalArgumentException(
                    "Expected a whole pad sample for a uint8 tensor, found: " + resize.padSample());
        }
        if (type == DataType.UINT8 && !normalization.isIdentity()) {
            throw new IllegalArgumentException(
                    "Expected no normalisation for a uint8 tensor (raw samples), found: " + normalization);
        }
    }
}
