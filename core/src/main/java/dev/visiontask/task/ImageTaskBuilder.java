package dev.visiontask.task;

import dev.visiontask.image.Decoding;
import dev.visiontask.image.ImageLimits;
import dev.visiontask.image.ReadOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every task on pictures lets its caller choose beside the model and the engine.
 *
 * @param <B> the builder of the task, for chaining
 */
public abstract class ImageTaskBuilder<B extends ImageTaskBuilder<B>> extends TaskBuilder<B> {
    private ImageLimits limits = ImageLimits.DEFAULT;
    private boolean applyOrientation = true;
    private Decoding decoding = Decoding.EXACT;
    private @Nullable String imageDecoder;
    private boolean acceptTruncated;

    /** For the builders of tasks. */
    protected ImageTaskBuilder() {}

    /** What pictures may be read: their formats and sizes. */
    public B limits(ImageLimits imageLimits) {
        limits = Objects.requireNonNull(imageLimits, "limits");
        return self();
    }

    /** Whether pictures are turned upright as their EXIF data says; true unless said otherwise. */
    public B applyOrientation(boolean apply) {
        applyOrientation = apply;
        return self();
    }

    /** Whether large JPEGs may be decoded at a reduced size; {@link Decoding#EXACT} unless said otherwise. */
    public B decoding(Decoding mode) {
        decoding = Objects.requireNonNull(mode, "decoding");
        return self();
    }

    /**
     * Whether a JPEG without its end is read, the missing part in gray, as OpenCV does and Pillow with
     * {@code LOAD_TRUNCATED_IMAGES}; false unless said otherwise. Other formats that end early are refused always.
     */
    public B acceptTruncated(boolean accept) {
        acceptTruncated = accept;
        return self();
    }

    /** The image decoder, by name, where several are on the class path. */
    public B imageDecoder(String name) {
        imageDecoder = Objects.requireNonNull(name, "image decoder");
        return self();
    }

    /** As for any part of a task, with the limits on images that were chosen here. */
    protected final <P extends ImageTaskBuilder<P>> P equipForImages(P part) {
        ImageTaskBuilder<P> other = equip(part);
        other.limits = limits;
        return part;
    }

    /**
     * How images are read.
     *
     * @throws dev.visiontask.UnsupportedOptionException if there is no image decoder of the name, or two on the class path
     *     for one format and none is named
     */
    protected final ReadOptions readOptions() {
        return new ReadOptions(limits, applyOrientation, decoding, imageDecoder, acceptTruncated).requireDecoder();
    }
}
