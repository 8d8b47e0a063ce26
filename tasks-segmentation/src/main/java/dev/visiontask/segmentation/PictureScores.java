package dev.visiontask.segmentation;

import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Tensor;

/**
 * The scores of an output, and where the pixels of a picture lie among them.
 *
 * @param tensor float32
 * @param grid where its numbers are
 * @param columns from left to right
 * @param rows from top to bottom
 */
record PictureScores(Tensor tensor, OutputGrid grid, AxisSampling columns, AxisSampling rows) {
    static PictureScores of(Tensor tensor, OutputGrid grid, Geometry geometry) {
        return new PictureScores(tensor, grid, columns(geometry, grid), rows(geometry, grid));
    }

    static AxisSampling columns(Geometry geometry, OutputGrid grid) {
        return AxisSampling.of(new AxisSampling.Axis(
                geometry.source().width(),
                geometry.resized().width(),
                geometry.offsetX(),
                geometry.target().width(),
                grid.width()));
    }

    static AxisSampling rows(Geometry geometry, OutputGrid grid) {
        return AxisSampling.of(new AxisSampling.Axis(
                geometry.source().height(),
                geometry.resized().height(),
                geometry.offsetY(),
                geometry.target().height(),
                grid.height()));
    }

    /** A reader for the cells that the picture touches. */
    ScoreRows open() {
        return new ScoreRows(tensor, grid, columns.lowest(), columns.highest() + 1);
    }
}
