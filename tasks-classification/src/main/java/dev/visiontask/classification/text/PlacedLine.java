package dev.visiontask.classification.text;

import dev.visiontask.Point;
import java.util.List;

/**
 * A line in a frame whose x axis is the direction of the text of the whole page.
 *
 * @param line as it is in the image
 * @param left the least x
 * @param top the least y, of the line as if it were straight
 * @param right the largest x
 * @param bottom the largest y, of the line as if it were straight
 */
record PlacedLine(TextLine line, double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double centerX() {
        return (left + right) / 2;
    }

    double centerY() {
        return (top + bottom) / 2;
    }

    /** All lines in the frame of the page. */
    static List<PlacedLine> straightened(List<TextLine> lines) {
        double angle = direction(lines);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return lines.stream().map(line -> of(line, cos, sin)).toList();
    }

    /** Long lines know the direction best: the angle of the sum of all reading directions, each as long as its line. */
    private static double direction(List<TextLine> lines) {
        double x = 0;
        double y = 0;
        for (TextLine line : lines) {
            double weight = line.quad().width() * line.quad().width();
            x += weight * Math.cos(line.quad().angle());
            y += weight * Math.sin(line.quad().angle());
        }
        return Math.atan2(y, x);
    }

    private static PlacedLine of(TextLine line, double cos, double sin) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (Point corner : line.quad().corners()) {
            double across = corner.x() * cos + corner.y() * sin;
            left = Math.min(left, across);
            right = Math.max(right, across);
        }
        Point center = line.quad().center();
        double middle = center.y() * cos - center.x() * sin;
        double half = line.quad().height() / 2;
        return new PlacedLine(line, left, middle - half, right, middle + half);
    }
}
