package dev.visiontask.image;

import dev.visiontask.EncodedImage;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is refused before a decoder sees a byte.
 *
 * @param maxPixels the most pixels (width times height) of a picture
 * @param maxEncodedBytes the most bytes of an image file, up to 2 GiB less one
 * @param formats the formats that are read
 */
public record ImageLimits(long maxPixels, long maxEncodedBytes, Set<ImageFormat> formats) {
    /** 100 megapixels, 256 MiB, every format that is {@link ImageFormat#isReadable() readable}. */
    public static final ImageLimits DEFAULT =
            new ImageLimits(100_000_000, EncodedImage.MAX_STREAM_BYTES, ImageFormat.readable());

    /** Checks the ranges and copies the set. */
    public ImageLimits {
        if (maxPixels < 1 || maxEncodedBytes < 1 || maxEncodedBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected limits of at least 1 pixel and 1 to " + Integer.MAX_VALUE
                    + " bytes, found: " + maxPixels + " and " + maxEncodedBytes);
        }
        if (formats.isEmpty() || !ImageFormat.readable().containsAll(formats)) {
            throw new IllegalArgumentException(
                    "Expected formats out of " + ImageFormat.readable() + ", found: " + formats);
        }
        formats = Set.copyOf(EnumSet.copyOf(formats));
    }

    /** With another limit of pixels. */
    public ImageLimits withMaxPixels(long maxPixels) {
        return new ImageLimits(maxPixels, maxEncodedBytes, formats);
    }

    /** With another limit of encoded bytes. */
    public ImageLimits withMaxEncodedBytes(long maxEncodedBytes) {
        return new ImageLimits(maxPixels, maxEncodedBytes, formats);
    }

    /** With other formats, each {@link ImageFormat#isReadable() readable}. */
    public ImageLimits withFormats(Set<ImageFormat> formats) {
        return new ImageLimits(maxPixels, maxEncodedBytes, formats);
    }
}
