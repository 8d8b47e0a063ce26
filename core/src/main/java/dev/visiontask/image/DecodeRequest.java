package dev.visiontask.image;

/**
 * What a decoder may do to be fast.
 *
 * @param scale 1, or 2, 4 or 8 to allow a picture of {@code ceil(edge / scale)}; a decoder that cannot gives full size
 */
public record DecodeRequest(int scale) {
    /** Every pixel. */
    public static final DecodeRequest FULL = new DecodeRequest(1);

    /** Checks the range. */
    public DecodeRequest {
        if (scale != 1 && scale != 2 && scale != 4 && scale != 8) {
            throw new IllegalArgumentException("Expected a scale of 1, 2, 4 or 8, found: " + scale);
        }
    }
}
