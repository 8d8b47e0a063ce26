package dev.visiontask.detection.tracking;

import dev.visiontask.Box;

/**
 * A point in a picture, in pixels; x to the right, y down.
 *
 * @param x finite
 * @param y finite
 */
public record Spot(double x, double y) {
    /** Checks that the numbers are finite. */
    public Spot {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("Expected finite numbers, found: " + x + ", " + y);
        }
    }

    /** The middle of the lower edge of a box: where someone stands. */
    static Spot footOf(Box box) {
        return new Spot(((double) box.left() + box.right()) / 2, box.bottom());
    }

    /** Twice the area of the triangle of a, b and this; above 0 if this is to the right of who looks from a to b. */
    double side(Spot a, Spot b) {
        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    }

    /** How far it is to the segment from a to b, in pixels. */
    double distance(Spot a, Spot b) {
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / square));
        return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
    }
}
