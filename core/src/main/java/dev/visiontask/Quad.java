package dev.visiontask;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Four corners of something that need not be upright, such as a line of text on a photographed page. The corners are named as
 * the one who reads it sees them: of a page upside down, {@code topLeft} is at the bottom right of the image.
 *
 * <p>Coordinates are those of {@link Point}. Corners may lie outside of the image.
 *
 * @param topLeft where reading starts
 * @param topRight where the first line ends
 * @param bottomRight below {@code topRight}
 * @param bottomLeft below {@code topLeft}
 */
public record Quad(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {
    private static final int CORNERS = 4;

    /** Checks that nothing is null. */
    public Quad {
        Objects.requireNonNull(topLeft, "topLeft");
        Objects.requireNonNull(topRight, "topRight");
        Objects.requireNonNull(bottomRight, "bottomRight");
        Objects.requireNonNull(bottomLeft, "bottomLeft");
    }

    /** The corners of a box, upright. */
    public static Quad of(Box box) {
        return new Quad(
                new Point(box.left(), box.top()),
                new Point(box.right(), box.top()),
                new Point(box.right(), box.bottom()),
                new Point(box.left(), box.bottom()));
    }

    /**
     * Four corners in the order of the components.
     *
     * @throws IllegalArgumentException if they are not four
     */
    public static Quad of(List<Point> corners) {
        if (corners.size() != CORNERS) {
            throw new IllegalArgumentException("Expected four corners, found: " + corners);
        }
        return new Quad(corners.get(0), corners.get(1), corners.get(2), corners.get(3));
    }

    /** The corners, from the top left one on, in the order of the components. */
    public List<Point> corners() {
        return List.of(topLeft, topRight, bottomRight, bottomLeft);
    }

    /** The same with each corner moved. */
    public Quad map(UnaryOperator<Point> move) {
        return new Quad(move.apply(topLeft), move.apply(topRight), move.apply(bottomRight), move.apply(bottomLeft));
    }

    /** The same place for one who reads it upside down. */
    public Quad turnedHalf() {
        return of(List.of(bottomRight, bottomLeft, topLeft, topRight));
    }

    /** The longer one of the upper and the lower edge, in pixels. */
    public double width() {
        return Math.max(topLeft.distance(topRight), bottomLeft.distance(bottomRight));
    }

    /** The longer one of the left and the right edge, in pixels. */
    public double height() {
        return Math.max(topLeft.distance(bottomLeft), topRight.distance(bottomRight));
    }

    /** The point between the corners. */
    public Point center() {
        return new Point(
                (topLeft.x() + topRight.x() + bottomRight.x() + bottomLeft.x()) / CORNERS,
                (topLeft.y() + topRight.y() + bottomRight.y() + bottomLeft.y()) / CORNERS);
    }

    /**
     * Where the reading direction points: radians from the x axis of the image, clockwise as seen, in (-&pi;, &pi;]; 0 for
     * upright text, &pi; for a page upside down.
     */
    public double angle() {
        double x = ((double) topRight.x() - topLeft.x()) + ((double) bottomRight.x() - bottomLeft.x());
        double y = ((double) topRight.y() - topLeft.y()) + ((double) bottomRight.y() - bottomLeft.y());
        return Math.atan2(y, x);
    }

    /** The smallest upright box around it. */
    public Box bounds() {
        float left = Float.POSITIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (Point corner : corners()) {
            left = Math.min(left, corner.x());
            top = Math.min(top, corner.y());
            right = Math.max(right, corner.x());
            bottom = Math.max(bottom, corner.y());
        }
        return new Box(left, top, right, bottom);
    }

    /** What it covers, in square pixels, by the shoelace formula; right where its edges do not cross. */
    public double area() {
        return ConvexArea.area(corners());
    }

    /** The part that both cover, in square pixels; both must be convex. */
    public double intersection(Quad other) {
        return ConvexArea.intersection(corners(), other.corners());
    }

    /** Intersection over union, 0 to 1; 0 if both are empty. Both must be convex. */
    public double iou(Quad other) {
        double common = intersection(other);
        double union = area() + other.area() - common;
        return union > 0 ? common / union : 0;
    }
}
