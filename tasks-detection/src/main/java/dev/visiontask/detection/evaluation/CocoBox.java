package dev.visiontask.detection.evaluation;

import dev.visiontask.Box;

/**
 * A box as COCO files have it: corner and size, in pixels of the picture. Numbers are of double precision because the
 * figures are compared to six digits, and boxes may reach beyond the picture.
 *
 * @param x the left edge
 * @param y the top edge
 * @param width at least 0
 * @param height at least 0
 */
public record CocoBox(double x, double y, double width, double height) {
    /** Checks that the numbers are finite and the size is not negative. */
    public CocoBox {
        boolean finite = Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(width) && Double.isFinite(height);
        if (!finite || width < 0 || height < 0) {
            throw new IllegalArgumentException("Expected finite numbers and a width and height of at least 0, found: ["
                    + x + ", " + y + ", " + width + ", " + height + "]");
        }
    }

    /** The same box by corner and size. */
    public static CocoBox of(Box box) {
        return new CocoBox(box.left(), box.top(), box.width(), box.height());
    }

    /** The same box by its edges. */
    public Box toBox() {
        return new Box((float) x, (float) y, (float) (x + width), (float) (y + height));
    }

    /** Width times height. */
    public double area() {
        return width * height;
    }
}
