package dev.visiontask;

import java.util.ArrayList;
import java.util.List;

/** Areas of convex polygons. */
final class ConvexArea {
    private ConvexArea() {}

    /** A corner in double precision: what is cut is cut again. */
    private record Corner(double x, double y) {}

    static double area(List<Point> corners) {
        return Math.abs(signedArea(exact(corners)));
    }

    /** Sutherland and Hodgman (1974): one polygon is cut at each edge of the other. */
    static double intersection(List<Point> one, List<Point> other) {
        List<Corner> rest = exact(one);
        List<Corner> frame = exact(other);
        double side = Math.signum(signedArea(frame));
        for (int i = 0; i < frame.size() && !rest.isEmpty(); i++) {
            rest = cut(rest, frame.get(i), frame.get((i + 1) % frame.size()), side);
        }
        return Math.abs(signedArea(rest));
    }

    private static List<Corner> cut(List<Corner> corners, Corner from, Corner to, double side) {
        List<Corner> kept = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            Corner here = corners.get(i);
            Corner next = corners.get((i + 1) % corners.size());
            double depth = side * cross(from, to, here);
            double nextDepth = side * cross(from, to, next);
            if (depth >= 0) {
                kept.add(here);
            }
            if ((depth > 0 && nextDepth < 0) || (depth < 0 && nextDepth > 0)) {
                double share = depth / (depth - nextDepth);
                kept.add(new Corner(here.x + share * (next.x - here.x), here.y + share * (next.y - here.y)));
            }
        }
        return kept;
    }

    private static double cross(Corner from, Corner to, Corner at) {
        return (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x);
    }

    private static double signedArea(List<Corner> corners) {
        double twice = 0;
        for (int i = 0; i < corners.size(); i++) {
            Corner here = corners.get(i);
            Corner next = corners.get((i + 1) % corners.size());
            twice += here.x * next.y - here.y * next.x;
        }
        return twice / 2;
    }

    private static List<Corner> exact(List<Point> corners) {
        return corners.stream()
                .map(corner -> new Corner(corner.x(), corner.y()))
                .toList();
    }
}
