package dev.visiontask;

/**
 * A width and a height in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record ImageSize(int width, int height) {
    /** Checks that both are positive. */
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Expected a size of at least 1x1, found: " + width + "x" + height);
        }
    }

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    /** For people: {@code 640x480}, width first. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
