package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * NanoDet and NanoDet-Plus: class scores, probabilities already, and for each side of the box a distribution of its
 * distance from a point in the cell. A distance is the mean of the softmax over its bins, times the stride. The point of
 * NanoDet is the middle of the cell's pixels, {@code column * stride + (stride - 1) / 2}; that of NanoDet-Plus is
 * {@code column * stride}. Source: RangiLyu/nanodet, {@code nanodet/model/head/nanodet_head.py} and
 * {@code nanodet_plus_head.py}; generalised focal loss: Li et al., 2020.
 */
final class NanoDetDecoder implements BoxDecoder {
    private final List<Level> levels;
    private final int classes;
    private final int bins;
    private final boolean middle;

    /**
     * A detector of one or more levels.
     *
     * @param bins steps of a distance
     * @param middle whether distances are measured from the middle of the cell (NanoDet), else from its corner
     */
    NanoDetDecoder(List<Level> levels, int classes, int bins, boolean middle) {
        this.levels = List.copyOf(levels);
        this.classes = classes;
        this.bins = bins;
        this.middle = middle;
    }

    /**
     * Predictions for a part of the grid.
     *
     * @param scores the output with the class scores, from channel 0 on
     * @param boxes the output with the distributions; may be the same
     * @param firstBin the channel at which they start
     */
    record Level(int scores, int boxes, int firstBin, Grid grid) {}

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        for (Level level : levels) {
            decode(outputs, index, level, candidates);
        }
    }

    private void decode(List<Tensor> outputs, int index, Level level, Candidates candidates) {
        Tensor tensor = outputs.get(level.scores());
        int channels = level.scores() == level.boxes() ? classes + 4 * bins : classes;
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        int rows = (int) tensor.shape().dim(1);
        requireCells(tensor, rows, level.grid(), candidates.target());
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, channels);
        float threshold = candidates.threshold();
        float check = 0;
        for (int i = 0; i < rows; i++) {
            values.get((index * rows + i) * channels, row, 0, channels);
            check += OutputNumbers.sum(row, 0, channels);
            int best = OutputNumbers.best(row, 0, classes);
            if (row[best] >= threshold && candidates.wants(best, row[best])) {
                add(outputs, level, index * rows + i, level.grid().cell(i, candidates.target()), best, candidates);
            }
        }
        OutputNumbers.requireFinite(tensor, check);
    }

    private static void requireCells(Tensor tensor, int rows, Grid grid, ImageSize input) {
        if (rows != grid.cells(input)) {
            throw new InferenceException("Expected " + grid.cells(input) + " predictions for an input of " + input
                    + " and the strides " + grid.strides() + ", found output " + tensor.info() + ". See the key"
                    + " strides.");
        }
    }

    private void add(
            List<Tensor> outputs, Level level, int row, Grid.Cell cell, int classIndex, Candidates candidates) {
        Tensor tensor = outputs.get(level.boxes());
        int channels = level.firstBin() + 4 * bins;
        OutputNumbers.requireShape(tensor, 0, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        float score = candidates.scratch(0, classes)[classIndex];
        float[] distribution = candidates.scratch(1, 4 * bins);
        tensor.floats().get(row * channels + level.firstBin(), distribution, 0, 4 * bins);
        OutputNumbers.requireFinite(tensor, OutputNumbers.sum(distribution, 0, 4 * bins));
        int stride = cell.stride();
        float inCell = middle ? (stride - 1) / 2f : 0;
        float x = cell.column() * stride + inCell;
        float y = cell.row() * stride + inCell;
        candidates.add(
                outputs.get(level.scores()),
                classIndex,
                score,
                x - mean(distribution, 0) * stride,
                y - mean(distribution, bins) * stride,
                x + mean(distribution, 2 * bins) * stride,
                y + mean(distribution, 3 * bins) * stride);
    }

    /** The mean of the bins' numbers, weighted by the softmax. */
    private float mean(float[] logits, int start) {
        float highest = logits[start + OutputNumbers.best(logits, start, bins)];
        double total = 0;
        double weighted = 0;
        for (int bin = 0; bin < bins; bin++) {
            double weight = Math.exp(logits[start + bin] - highest);
            total += weight;
            weighted += weight * bin;
        }
        return (float) (weighted / total);
    }
}
