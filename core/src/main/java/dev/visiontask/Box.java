package dev.visiontask;

/**
 * A rectangle in a picture, upright with it.
 *
 * <p>Coordinates are those of pixel edges, in the picture as a person sees it (after EXIF rotation): x to the right, y
 * down, the first pixel covers 0 to 1. Left and top belong to the box, right and bottom do not, so that width is
 * {@code right - left} without a pixel more.
 *
 * @param left the smallest x, in pixels
 * @param top the smallest y, in pixels
 * @param right the largest x, in pixels; at least {@code left}
 * @param bottom the largest y, in pixels; at least {@code top}
 */
public record Box(float left, float top, float right, float bottom) {
    /** Checks that the numbers are finite and in order. */
    public Box {
        boolean finite = Float.isFinite(left) && Float.isFinite(top) && Float.isFinite(right) && Float.isFinite(bottom);
        if (!finite || right < left || bottom < top) {
            throw new IllegalArgumentException("Expected finite left <= right and top <= bottom, found: [" + left + ", "
                    + top + ", " + right + ", " + bottom + "]");
        }
    }

    /** Right minus left, in pixels. */
    public float width() {
        return right - left;
    }

    /** Bottom minus top, in pixels. */
    public float height() {
        return bottom - top;
    }

    /** Width times height, in square pixels. */
    public double area() {
        return (double) width() * height();
    }

    /** The part that both boxes cover, in square pixels; 0 if they do not meet. */
    public double intersection(Box other) {
        double width = (double) Math.min(right, other.right) - Math.max(left, other.left);
        double height = (double) Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /** Intersection over union, 0 to 1; 0 if both boxes are empty. */
    public double iou(Box other) {
        double common = intersection(other);
        double union = area() + other.area() - common;
        return union > 0 ? common / union : 0;
    }

    /** The part of the box that lies in a picture of this size; a box outside becomes an empty one on the edge. */
    public Box clip(ImageSize size) {
        return new Box(
                clip(left, size.width()),
                clip(top, size.height()),
                clip(right, size.width()),
                clip(bottom, size.height()));
    }

    private static float clip(float value, int limit) {
        return Math.max(0, Math.min(limit, value));
    }
}
