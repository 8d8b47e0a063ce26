package dev.visiontask.classification.text;

import dev.visiontask.Point;
import dev.visiontask.Quad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The order of corners and of regions in PaddleOCR's results. */
final class RegionOrder {
    /** Tops that are less apart than this, in pixels, count as one line; {@code sorted_boxes} of PaddleOCR. */
    private static final float SAME_LINE = 10;

    private RegionOrder() {}

    /** Of the two corners most to the left the upper one is the first; of the others the upper one is the second. */
    static Quad upright(List<Point> corners) {
        List<Point> byX = new ArrayList<>(corners);
        byX.sort(Comparator.comparingDouble(Point::x));
        Point a = byX.get(0);
        Point b = byX.get(1);
        Point c = byX.get(2);
        Point d = byX.get(3);
        boolean leftInOrder = a.y() <= b.y();
        boolean rightInOrder = c.y() <= d.y();
        return new Quad(leftInOrder ? a : b, rightInOrder ? c : d, rightInOrder ? d : c, leftInOrder ? b : a);
    }

    /** From top to bottom, those on one line from left to right. */
    static List<TextRegion> sorted(List<TextRegion> regions) {
        List<TextRegion> sorted = new ArrayList<>(regions);
        sorted.sort(Comparator.<TextRegion>comparingDouble(
                        region -> region.quad().topLeft().y())
                .thenComparingDouble(region -> region.quad().topLeft().x()));
        for (int i = 1; i < sorted.size(); i++) {
            for (int j = i; j > 0 && isBefore(sorted.get(j), sorted.get(j - 1)); j--) {
                Collections.swap(sorted, j, j - 1);
            }
        }
        return sorted;
    }

    private static boolean isBefore(TextRegion one, TextRegion other) {
        Point a = one.quad().topLeft();
        Point b = other.quad().topLeft();
        return Math.abs(a.y() - b.y()) < SAME_LINE && a.x() < b.x();
    }
}
