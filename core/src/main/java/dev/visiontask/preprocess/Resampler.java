package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.image.Pixels;

/** Scales a picture and hands the wanted rows to the packer. Owns scratch memory; one thread at a time. */
interface Resampler extends AutoCloseable {
    /** Scales {@code pixels} to {@code resized} and packs the part that the placement shows. */
    void resample(Pixels pixels, ImageSize resized, Placement place, TensorPacker packer);

    static Resampler of(Interpolation interpolation) {
        return switch (interpolation) {
            case OPENCV_NEAREST, OPENCV_LINEAR, OPENCV_CUBIC, OPENCV_AREA -> new OpenCvResampler(interpolation);
            default -> throw new UnsupportedOperationException(interpolation.id());
        };
    }

    @Override
    void close();
}
