package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/**
 * FastestDet: one map {@code [N, 5 + classes, rows, columns]} of objectness, offsets x and y, width and height, class
 * scores. Score = objectness^0.6 * class^0.4; centre = (cell + tanh(offset)) / cells, size = sigmoid(value), both
 * relative to the input. Source: dog-qiuqiu/FastestDet, {@code example/ncnn/FastestDet.cpp}.
 */
final class FastestDetDecoder implements BoxDecoder {
    private static final int HEAD = 5;
    private static final double OBJECTNESS_POWER = 0.6;
    private static final double CLASS_POWER = 0.4;

    private final int output;
    private final int classes;

    FastestDetDecoder(int output, int classes) {
        this.output = output;
        this.classes = classes;
    }

    static Family family() {
        return new Family("fastestdet", FastestDetDecoder::matches, FastestDetDecoder::layout, Set.of());
    }

    private static boolean matches(ModelOutputs outputs) {
        return outputs.count() == 1
                && outputs.rank(0) == 4
                && outputs.isFloat(0)
                && outputs.dim(0, 1) == outputs.labelledClasses().orElse(outputs.dim(0, 1) - HEAD) + HEAD
                && outputs.dim(0, 2) > 1
                && outputs.dim(0, 3) > 1;
    }

    private static Layout layout(ModelOutputs outputs) {
        int map = outputs.declared("map").map(indexes -> indexes[0]).orElse(0);
        if (outputs.rank(map) != 4 || !outputs.isFloat(map) || outputs.dim(map, 1) <= HEAD) {
            throw new ModelFormatException("Expected an output float32 [N, 5 + classes, rows, columns] for the decoder"
                    + " fastestdet, found: " + outputs.info(map) + ".");
        }
        int classes = outputs.dim(map, 1) - HEAD;
        return new Layout(
                new FastestDetDecoder(map, classes),
                outputs.info(map),
                classes,
                NmsMode.CLASS_AWARE,
                new Layout.Reading("centre x and y, width, height from offsets to the cells", BoxUnit.RELATIVE, false));
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(output);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, HEAD + classes, Shape.DYNAMIC, Shape.DYNAMIC);
        int columns = (int) tensor.shape().dim(3);
        int cells = (int) tensor.shape().dim(2) * columns;
        int start = index * (HEAD + classes) * cells;
        FloatBuffer values = tensor.floats();
        // A class score is at most 1, so that a lower objectness cannot reach the threshold.
        double lowest = Math.pow(candidates.threshold(), 1 / OBJECTNESS_POWER) * 0.999;
        float check = 0;
        for (int cell = 0; cell < cells; cell++) {
            float objectness = values.get(start + cell);
            check += objectness * 0;
            if (objectness >= lowest) {
                scan(tensor, start + cell, cells, cell, columns, candidates);
            }
        }
        OutputNumbers.requireFinite(tensor, check);
    }

    private void scan(Tensor tensor, int first, int cells, int cell, int columns, Candidates candidates) {
        FloatBuffer values = tensor.floats();
        float[] channels = candidates.scratch(0, HEAD + classes);
        for (int channel = 0; channel < HEAD + classes; channel++) {
            channels[channel] = values.get(first + channel * cells);
        }
        OutputNumbers.requireFinite(tensor, OutputNumbers.sum(channels, 0, HEAD + classes));
        int best = OutputNumbers.best(channels, HEAD, classes);
        float score = (float) (Math.pow(channels[0], OBJECTNESS_POWER) * Math.pow(channels[HEAD + best], CLASS_POWER));
        if (candidates.wants(best, score)) {
            int width = candidates.target().width();
            int height = candidates.target().height();
            int column = cell % columns;
            int row = cell / columns;
            int rows = cells / columns;
            double x = (column + Math.tanh(channels[1])) / columns * width;
            double y = (row + Math.tanh(channels[2])) / rows * height;
            float halfWidth = OutputNumbers.sigmoid(channels[3]) * width / 2;
            float halfHeight = OutputNumbers.sigmoid(channels[4]) * height / 2;
            candidates.add(
                    tensor,
                    best,
                    score,
                    (float) x - halfWidth,
                    (float) y - halfHeight,
                    (float) x + halfWidth,
                    (float) y + halfHeight);
        }
    }
}
