package dev.visiontask.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How pictures are read.
 *
 * @param limits what is refused unseen
 * @param applyOrientation whether a picture is turned upright by its EXIF orientation
 * @param decoding every pixel, or large JPEGs scaled down
 * @param decoder the name of the {@link ImageDecoder} for the formats it supports; null for the one on the class path
 * @param acceptTruncated whether a JPEG without its end is read: what is missing becomes gray, as in OpenCV and with Pillow's
 *     {@code LOAD_TRUNCATED_IMAGES}. Other formats that end early are refused always
 */
public record ReadOptions(
        ImageLimits limits,
        boolean applyOrientation,
        Decoding decoding,
        @Nullable String decoder,
        boolean acceptTruncated) {
    /** The default limits, upright, every pixel, whole files only. */
    public static final ReadOptions DEFAULT = new ReadOptions(ImageLimits.DEFAULT, true, Decoding.EXACT, null, false);

    /** Checks that nothing but the decoder is null. */
    public ReadOptions {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(decoding, "decoding");
    }

    /** With other limits. */
    public ReadOptions withLimits(ImageLimits limits) {
        return new ReadOptions(limits, applyOrientation, decoding, decoder, acceptTruncated);
    }

    /** With or without turning pictures upright. */
    public ReadOptions withApplyOrientation(boolean applyOrientation) {
        return new ReadOptions(limits, applyOrientation, decoding, decoder, acceptTruncated);
    }

    /** With another exactness. */
    public ReadOptions withDecoding(Decoding decoding) {
        return new ReadOptions(limits, applyOrientation, decoding, decoder, acceptTruncated);
    }

    /** With or without reading JPEGs whose end is missing. */
    public ReadOptions withAcceptTruncated(boolean acceptTruncated) {
        return new ReadOptions(limits, applyOrientation, decoding, decoder, acceptTruncated);
    }

    /** With a decoder by name; null for the one on the class path. */
    public ReadOptions withDecoder(@Nullable String decoder) {
        return new ReadOptions(limits, applyOrientation, decoding, decoder, acceptTruncated);
    }

    /**
     * These options, if there is a decoder of the name.
     *
     * @throws dev.visiontask.UnsupportedOptionException as {@link ImageReader#ImageReader(ReadOptions)}
     */
    public ReadOptions requireDecoder() {
        Decoders.find(decoder);
        return this;
    }
}
