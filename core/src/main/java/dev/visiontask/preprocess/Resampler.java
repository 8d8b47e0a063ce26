package dev.visiontask.preprocess;

import dev.visiontask.ImageSize;
import dev.visiontask.image.Pixels;

/** Scales a picture and hands on the wanted rows. Owns scratch memory; one thread at a time. */
interface Resampler extends AutoCloseable {
    /** Scales {@code pixels} to {@code resized} and hands on the part that the placement shows, row by row. */
    void resample(Pixels pixels, ImageSize resized, Placement place, RowSink sink);

    static Resampler of(Interpolation interpolation) {
        return switch (interpolation) {
            case OPENCV_NEAREST, OPENCV_LINEAR, OPENCV_CUBIC, OPENCV_AREA -> new OpenCvResampler(interpolation);
            case PILLOW_NEAREST -> new PillowNearest();
            default -> new PillowResampler(PillowFilter.of(interpolation));
        };
    }

    /** The bytes outside the Java heap that are held now. */
    default long nativeBytes() {
        return 0;
    }

    @Override
    void close();
}
