package dev.visiontask.image;

/** How exactly a picture is decoded. */
public enum Decoding {
    /** Every pixel, as Python's libraries do. */
    EXACT,
    /**
     * Large JPEGs at 1/2, 1/4 or 1/8 of their edges if that is still at least the size wanted: several times as fast,
     * with slightly different pixels. Other formats as {@link #EXACT}.
     */
    FAST
}
