package dev.visiontask.image;

import dev.visiontask.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * A picture ready to be resampled. The one who got it closes it, before the reader that made it reads the next one; its
 * pixels may lie in the reader's own memory.
 */
public final class DecodedImage implements AutoCloseable {
    private final Pixels pixels;
    private final ImageSize size;
    private final @Nullable ImageHeader header;
    private final boolean orientationApplied;

    /**
     * A picture with what is known of it.
     *
     * @param pixels upright if {@code orientationApplied}; owned from now on
     * @param size the full size of the picture in the frame of {@code pixels}, even if they are fewer
     * @param header what the file said of itself; null for a raw frame
     * @param orientationApplied whether the pixels were turned as the header says (true if there was nothing to turn)
     */
    public DecodedImage(Pixels pixels, ImageSize size, @Nullable ImageHeader header, boolean orientationApplied) {
        this.pixels = pixels;
        this.size = size;
        this.header = header;
        this.orientationApplied = orientationApplied;
    }

    /** The samples, valid until {@link #close()} or the reader's next picture. */
    public Pixels pixels() {
        return pixels;
    }

    /** The full size of the picture, even if it was decoded smaller; results are in this frame. */
    public ImageSize size() {
        return size;
    }

    /** What the file says of itself, or null for a raw frame. */
    public @Nullable ImageHeader header() {
        return header;
    }

    /** Whether the pixels are upright as far as is known. */
    public boolean orientationApplied() {
        return orientationApplied;
    }

    @Override
    public void close() {
        pixels.close();
    }
}
