package dev.visiontask.image;

import dev.visiontask.ImageSize;
import java.util.Objects;

/**
 * What an image file says of itself, read without decoding.
 *
 * @param format by the content
 * @param width columns as stored, before any turn
 * @param height rows as stored, before any turn
 * @param orientation how to turn the stored picture upright, as in EXIF: 1 (not at all) to 8
 * @param announcedPixels the most pixels that any part of the file asks memory for: the picture, a later frame, a tile;
 *     this is held against {@link ImageLimits#maxPixels()}
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation, long announcedPixels) {
    /** Checks the ranges. */
    public ImageHeader {
        Objects.requireNonNull(format, "format");
        if (width < 1 || height < 1 || orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("Expected a size of at least 1x1 and an orientation of 1 to 8, found: "
                    + width + "x" + height + " and " + orientation);
        }
        announcedPixels = Math.max(announcedPixels, (long) width * height);
    }

    /** Whether turning the picture upright exchanges its width and height. */
    public boolean isTurned() {
        return orientation >= 5;
    }

    /** The size as a person sees the picture. */
    public ImageSize uprightSize() {
        return isTurned() ? new ImageSize(height, width) : new ImageSize(width, height);
    }
}
