package dev.visiontask.classification.text;

import dev.visiontask.classification.text.MapPieces.Piece;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A rectangle that need not be upright, in columns and rows of a map. */
final class Rectangle {
    /** x and y in turn, one corner after the other around it. */
    private final double[] corners;

    private final double width;
    private final double height;

    private Rectangle(double[] corners, double width, double height) {
        this.corners = corners;
        this.width = width;
        this.height = height;
    }

    /** The x of a corner, 0 to 3. */
    double x(int corner) {
        return corners[2 * corner];
    }

    /** The y of a corner, 0 to 3. */
    double y(int corner) {
        return corners[2 * corner + 1];
    }

    /** The length of the edge from the first corner to the second. */
    double width() {
        return width;
    }

    /** The length of the edge from the second corner to the third. */
    double height() {
        return height;
    }

    double shorter() {
        return Math.min(width, height);
    }

    /** The smallest rectangle around the centres of a piece's pixels: one edge lies on an edge of the hull (Freeman and Shapira, 1975). */
    static Rectangle around(Piece piece) {
        double[] hull = hull(piece);
        int count = hull.length / 2;
        @Nullable Rectangle best = null;
        for (int i = 0; i < count; i++) {
            int next = (i + 1) % count;
            double x = hull[2 * next] - hull[2 * i];
            double y = hull[2 * next + 1] - hull[2 * i + 1];
            double length = Math.hypot(x, y);
            if (length > 0) {
                Rectangle candidate = along(hull, x / length, y / length);
                if (best == null || candidate.width * candidate.height < best.width * best.height) {
                    best = candidate;
                }
            }
        }
        return best == null ? along(hull, 1, 0) : best;
    }

    /** The smallest one around the points with edges along a direction. */
    private static Rectangle along(double[] points, double x, double y) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.length; i += 2) {
            double across = points[i] * x + points[i + 1] * y;
            double down = points[i + 1] * x - points[i] * y;
            left = Math.min(left, across);
            right = Math.max(right, across);
            top = Math.min(top, down);
            bottom = Math.max(bottom, down);
        }
        double[] corners = {
            left * x - top * y, left * y + top * x,
            right * x - top * y, right * y + top * x,
            right * x - bottom * y, right * y + bottom * x,
            left * x - bottom * y, left * y + bottom * x
        };
        return new Rectangle(corners, right - left, bottom - top);
    }

    /** The same, larger by a distance on each side. */
    Rectangle grown(double distance) {
        double[] grown = corners.clone();
        for (int i = 0; i < 4; i++) {
            int next = (i + 1) % 4;
            double length = i % 2 == 0 ? width : height;
            if (length == 0) {
                continue;
            }
            double x = (corners[2 * next] - corners[2 * i]) / length * distance;
            double y = (corners[2 * next + 1] - corners[2 * i + 1]) / length * distance;
            grown[2 * i] -= x;
            grown[2 * i + 1] -= y;
            grown[2 * next] += x;
            grown[2 * next + 1] += y;
        }
        return new Rectangle(grown, width + 2 * distance, height + 2 * distance);
    }

    /** Corners of the hull, clockwise as seen: those of the left side upwards, those of the right side downwards. */
    private static double[] hull(Piece piece) {
        int rows = piece.rows();
        double[] points = new double[4 * rows + 4];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            count = push(points, count, 0, piece.last(i), piece.top() + i);
        }
        int floor = count - 1;
        for (int i = rows - 1; i >= 0; i--) {
            count = push(points, count, Math.max(0, floor), piece.first(i), piece.top() + i);
        }
        return Arrays.copyOf(points, 2 * count);
    }

    /** Adds a point and takes those out before it, down to {@code floor}, that would make the way turn left. */
    private static int push(double[] points, int count, int floor, double x, double y) {
        int end = count;
        while (end - 2 >= floor && turn(points, end, x, y) <= 0) {
            end--;
        }
        points[2 * end] = x;
        points[2 * end + 1] = y;
        return end + 1;
    }

    private static double turn(double[] points, int end, double x, double y) {
        double fromX = points[2 * end - 4];
        double fromY = points[2 * end - 3];
        double overX = points[2 * end - 2] - fromX;
        double overY = points[2 * end - 1] - fromY;
        return overX * (y - fromY) - overY * (x - fromX);
    }
}
