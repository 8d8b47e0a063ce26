package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import dev.visiontask.preprocess.Geometry;

/** Masks the plain way: every number at the size of the picture, in double precision. */
final class PlainMask {
    private PlainMask() {}

    /** Of a grid over the model's input: resized to the picture, cut to the box, above 0. */
    static Mask of(float[][] grid, Geometry geometry, Box box) {
        ImageSize picture = geometry.source();
        ImageSize input = geometry.target();
        double cellWidth = (double) input.width() / grid[0].length;
        double cellHeight = (double) input.height() / grid.length;
        int left = (int) Math.floor(Math.max(0, geometry.offsetX()) / cellWidth);
        int top = (int) Math.floor(Math.max(0, geometry.offsetY()) / cellHeight);
        int right = (int) Math.ceil(
                Math.min(input.width(), geometry.offsetX() + geometry.resized().width()) / cellWidth - 1e-9);
        int bottom = (int) Math.ceil(
                Math.min(input.height(), geometry.offsetY() + geometry.resized().height()) / cellHeight - 1e-9);
        double[][] resized = new double[picture.height()][picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double column = clamp(geometry.toTargetX(x + 0.5) / cellWidth - 0.5, left, right - 1);
                double row = clamp(geometry.toTargetY(y + 0.5) / cellHeight - 0.5, top, bottom - 1);
                resized[y][x] = bilinear(grid, column, row);
            }
        }
        return Mask.of(
                picture,
                (x, y) ->
                        x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom() && resized[y][x] > 0);
    }

    private static double clamp(double value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    private static double bilinear(float[][] grid, double column, double row) {
        int x = (int) column;
        int y = (int) row;
        int nextX = Math.min(x + 1, grid[0].length - 1);
        int nextY = Math.min(y + 1, grid.length - 1);
        double above = grid[y][x] * (1 - (column - x)) + grid[y][nextX] * (column - x);
        double below = grid[nextY][x] * (1 - (column - x)) + grid[nextY][nextX] * (column - x);
        return above * (1 - (row - y)) + below * (row - y);
    }
}
