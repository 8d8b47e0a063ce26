package dev.visiontask.segmentation;

import dev.visiontask.preprocess.Geometry;

/** The two rules of resampling as plainly as they can be written, in double precision: the oracle of the tests. */
final class PlainReference {
    private final float[][][] scores;
    private final Geometry geometry;

    /** Scores are {@code [class][row][column]}, as wide and high as the model's output. */
    PlainReference(float[][][] scores, Geometry geometry) {
        this.scores = scores;
        this.geometry = geometry;
    }

    int nearest(int x, int y) {
        int column = (int) clamp(Math.floor(column(x + 0.5)), left(), right());
        int row = (int) clamp(Math.floor(row(y + 0.5)), top(), bottom());
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c][row][column] > scores[best][row][column] ? c : best;
        }
        return best;
    }

    int bilinear(int x, int y) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = value(c, x, y) > value(best, x, y) ? c : best;
        }
        return best;
    }

    /** How much the best class is ahead of another one: what rounding may turn around is no mistake. */
    double lead(int other, int x, int y) {
        return value(bilinear(x, y), x, y) - value(other, x, y);
    }

    double value(int c, int x, int y) {
        double column = clamp(column(x + 0.5) - 0.5, left(), right());
        double row = clamp(row(y + 0.5) - 0.5, top(), bottom());
        int x0 = (int) column;
        int y0 = (int) row;
        int x1 = Math.min(x0 + 1, right());
        int y1 = Math.min(y0 + 1, bottom());
        double above = mix(scores[c][y0][x0], scores[c][y0][x1], column - x0);
        double below = mix(scores[c][y1][x0], scores[c][y1][x1], column - x0);
        return mix(above, below, row - y0);
    }

    private static double mix(double a, double b, double t) {
        return a * (1 - t) + b * t;
    }

    private static double clamp(double value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }

    private double column(double x) {
        return geometry.toTargetX(x) * width() / geometry.target().width();
    }

    private double row(double y) {
        return geometry.toTargetY(y) * height() / geometry.target().height();
    }

    private int left() {
        return (int) Math.floor(Math.max(0, geometry.offsetX())
                * (double) width()
                / geometry.target().width());
    }

    private int right() {
        double end = Math.min(
                geometry.target().width(),
                geometry.offsetX() + geometry.resized().width());
        return Math.max(
                left(), (int) Math.ceil(end * width() / geometry.target().width()) - 1);
    }

    private int top() {
        return (int) Math.floor(Math.max(0, geometry.offsetY())
                * (double) height()
                / geometry.target().height());
    }

    private int bottom() {
        double end = Math.min(
                geometry.target().height(),
                geometry.offsetY() + geometry.resized().height());
        return Math.max(
                top(), (int) Math.ceil(end * height() / geometry.target().height()) - 1);
    }

    private int width() {
        return scores[0][0].length;
    }

    private int height() {
        return scores[0].length;
    }
}
