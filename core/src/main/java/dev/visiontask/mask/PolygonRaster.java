package dev.visiontask.mask;

import dev.visiontask.ImageSize;
import java.util.Arrays;

/**
 * Turns a polygon into run lengths just as {@code rleFrPoly} of the COCO API does, so that areas and overlaps are those of
 * the published figures. The outline is walked on a grid five times as fine as the pixels; wherever it crosses the
 * middle of a column of pixels, the mask changes from the row there on.
 */
final class PolygonRaster {
    private static final int SCALE = 5;
    /** Beyond this, walking along an edge would take ages. */
    private static final double FARTHEST = 1e6;

    private final int width;
    private final int height;
    private int[] changes = new int[64];
    private int size;
    private boolean started;
    private int lastX;
    private int lastY;

    private PolygonRaster(ImageSize image) {
        width = image.width();
        height = image.height();
    }

    /** Run lengths of one polygon: x, y, x, y, ... */
    static int[] rasterise(ImageSize image, double[] polygon) {
        check(polygon);
        PolygonRaster raster = new PolygonRaster(image);
        int corners = polygon.length / 2;
        int[] x = new int[corners + 1];
        int[] y = new int[corners + 1];
        for (int i = 0; i < corners; i++) {
            x[i] = (int) (SCALE * polygon[2 * i] + .5);
            y[i] = (int) (SCALE * polygon[2 * i + 1] + .5);
        }
        x[corners] = x[0];
        y[corners] = y[0];
        for (int i = 0; i < corners; i++) {
            raster.edge(x[i], y[i], x[i + 1], y[i + 1]);
        }
        return raster.runs();
    }

    private static void check(double[] polygon) {
        if (polygon.length < 6 || polygon.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "Expected a polygon of at least 3 corners, x and y each, found " + polygon.length + " numbers");
        }
        for (double value : polygon) {
            if (!(Math.abs(value) <= FARTHEST)) {
                throw new IllegalArgumentException(
                        "Expected corners of a polygon from -1e6 to 1e6 pixels, found: " + value);
            }
        }
    }

    /** Walks from one corner to the next. Steps are counted from the left, or upper, end whatever the direction. */
    private void edge(int fromX, int fromY, int toX, int toY) {
        int dx = Math.abs(toX - fromX);
        int dy = Math.abs(toY - fromY);
        boolean flat = dx >= dy;
        boolean back = flat ? fromX > toX : fromY > toY;
        int startX = back ? toX : fromX;
        int startY = back ? toY : fromY;
        int endX = back ? fromX : toX;
        int endY = back ? fromY : toY;
        int length = flat ? dx : dy;
        double slope = flat ? (double) (endY - startY) / dx : (double) (endX - startX) / dy;
        for (int i = 0; i <= length; i++) {
            int t = back ? length - i : i;
            if (flat) {
                point(startX + t, (int) (startY + slope * t + .5));
            } else {
                point((int) (startX + slope * t + .5), startY + t);
            }
        }
    }

    private void point(int x, int y) {
        if (started && x != lastX) {
            crossing(x < lastX ? x : x - 1, Math.min(y, lastY));
        }
        started = true;
        lastX = x;
        lastY = y;
    }

    private void crossing(int fineX, int fineY) {
        double x = (fineX + .5) / SCALE - .5;
        if (Math.floor(x) != x || x < 0 || x > width - 1) {
            return;
        }
        double y = (fineY + .5) / SCALE - .5;
        int row = (int) Math.ceil(Math.max(0, Math.min(height, y)));
        if (size == changes.length) {
            changes = Arrays.copyOf(changes, size * 2);
        }
        int column = (int) x;
        changes[size++] = column * height + row;
    }

    /** Two changes at one pixel undo each other. */
    private int[] runs() {
        Arrays.sort(changes, 0, size);
        Runs runs = new Runs(size + 1);
        int pixels = width * height;
        int before = 0;
        boolean joins = false;
        for (int i = 0; i <= size; i++) {
            int at = i < size ? changes[i] : pixels;
            int length = at - before;
            before = at;
            if (joins) {
                runs.lengthenLast(length);
                joins = false;
            } else if (length > 0 || runs.size() == 0) {
                runs.add(length);
            } else {
                joins = true;
            }
        }
        return runs.toArray();
    }
}
