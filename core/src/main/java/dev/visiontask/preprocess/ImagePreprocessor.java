package dev.visiontask.preprocess;

import dev.visiontask.PixelFormat;
import dev.visiontask.image.Pixels;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.Objects;

/**
 * From decoded pixels to the model's input tensor in one go: resample, crop or pad, reorder the channels, normalise, lay
 * out.
 *
 * <p><b>Numbers.</b> Every element is {@code (x * rescale - mean) / std} of an 8-bit sample {@code x}, in float32, or
 * {@code x} itself for a uint8 tensor. Samples are those that Pillow's or OpenCV's {@code resize} gives, by the
 * spec's {@link Interpolation}. Padding is a sample too, so it is normalised like the picture. A gray tensor is made from
 * a colour picture before resampling, as {@code convert('L')} and {@code IMREAD_GRAYSCALE} pipelines do, with ITU-R 601
 * weights; a colour tensor of a gray picture has the same sample in every channel.
 *
 * <p><b>Threads and memory.</b> Used by one thread at a time; one belongs to each session. Its scratch memory is reused,
 * so that a call leaves next to nothing for the garbage collector. It holds native memory until {@link #close()};
 * closing twice is harmless, and using it afterwards throws {@link IllegalStateException}.
 */
public final class ImagePreprocessor implements AutoCloseable {
    private final PreprocessSpec spec;
    private final Resampler resampler;
    private final TensorPacker packer;
    private final GrayPixels gray = new GrayPixels();
    private boolean closed;

    /** For this spec. */
    public ImagePreprocessor(PreprocessSpec spec) {
        this.spec = spec;
        resampler = Resampler.of(spec.interpolation());
        packer = TensorPacker.of(spec);
    }

    /** What it does. */
    public PreprocessSpec spec() {
        return spec;
    }

    /**
     * The shape of the tensor for {@code batch} pictures of this geometry's target size: {@code [batch, 3, H, W]} or
     * {@code [batch, H, W, 3]}, with 1 in place of 3 for a gray tensor.
     */
    public Shape shape(Geometry geometry, int batch) {
        int channels = spec.color().channels();
        int width = geometry.target().width();
        int height = geometry.target().height();
        return spec.layout() == TensorLayout.NCHW
                ? Shape.of(batch, channels, height, width)
                : Shape.of(batch, height, width, channels);
    }

    /**
     * Fills picture {@code batchIndex} of the tensor; the others stay as they are.
     *
     * @param pixels the picture, upright; it may be smaller than {@code geometry.source()}, if it was decoded at a reduced
     *     scale
     * @param geometry where the picture goes, from {@code spec().resize()}
     * @param target a tensor of the spec's type and of {@link #shape} for some batch size
     * @param batchIndex 0 for the first
     * @throws IllegalArgumentException if the tensor, the index or the pixels do not fit
     * @throws dev.visiontask.BadInputException if the picture's shape is so extreme that it cannot be scaled within
     *     bounded memory
     */
    public void write(Pixels pixels, Geometry geometry, Tensor target, int batchIndex) {
        if (closed) {
            throw new IllegalStateException("Expected an open preprocessor, found a closed one");
        }
        checkPixels(pixels, geometry);
        checkTensor(geometry, target, batchIndex);
        Placement place = Placement.of(geometry);
        if (spec.color() == PixelFormat.GRAY && pixels.format() != PixelFormat.GRAY) {
            try (Pixels luminance = gray.of(pixels)) {
                write(luminance, geometry, place, target, batchIndex);
            }
        } else {
            write(pixels, geometry, place, target, batchIndex);
        }
    }

    private void write(Pixels source, Geometry geometry, Placement place, Tensor target, int batchIndex) {
        packer.begin(target, batchIndex, geometry, source.format());
        if (!place.isEmpty()) {
            resampler.resample(source, geometry.resized(), place, packer);
        }
    }

    private static void checkPixels(Pixels pixels, Geometry geometry) {
        if (pixels.width() > geometry.source().width()
                || pixels.height() > geometry.source().height()) {
            throw new IllegalArgumentException("Expected pixels of at most the geometry's source size "
                    + geometry.source() + ", found: " + pixels.width() + "x" + pixels.height());
        }
    }

    private void checkTensor(Geometry geometry, Tensor target, int batchIndex) {
        Shape shape = target.shape();
        if (target.type() != spec.type()
                || shape.rank() != 4
                || !shape(geometry, (int) shape.dim(0)).equals(shape)) {
            throw new IllegalArgumentException(
                    "Expected a tensor " + spec.type().id() + " " + shape(geometry, 1)
                            + " or the same with a larger batch, found: " + target);
        }
        Objects.checkIndex(batchIndex, (int) shape.dim(0));
    }

    /** The bytes outside the Java heap that this holds now. */
    public long nativeBytes() {
        return gray.nativeBytes() + resampler.nativeBytes();
    }

    @Override
    public void close() {
        closed = true;
        try (gray) {
            resampler.close();
        }
    }
}
