package dev.visiontask;

/**
 * A place in an image. Coordinates are those of pixel edges, in the image as a person sees it (after EXIF rotation): x to
 * the right, y down, the first pixel covers 0 to 1.
 *
 * @param x in pixels
 * @param y in pixels
 */
public record Point(float x, float y) {
    /** Checks that the numbers are finite. */
    public Point {
        if (!Float.isFinite(x) || !Float.isFinite(y)) {
            throw new IllegalArgumentException("Expected finite coordinates, found: [" + x + ", " + y + "]");
        }
    }

    /** How far it is to another point, in pixels. */
    public double distance(Point other) {
        return Math.hypot((double) x - other.x, (double) y - other.y);
    }
}
