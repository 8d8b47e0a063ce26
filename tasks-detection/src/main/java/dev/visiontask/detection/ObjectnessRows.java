package dev.visiontask.detection;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * Scans predictions {@code [N, predictions, 5 + classes + more]} of x, y, width, height, objectness and class scores, all
 * probabilities already. The score is objectness times the best class score, so that a low objectness settles it.
 *
 * @param classes how many there are
 * @param more how many channels follow
 */
record ObjectnessRows(int classes, int more) {
    /** What comes before the class scores. */
    static final int HEAD = 5;

    private static final int OBJECTNESS = 4;

    /** Adds the box of a prediction that is wanted. */
    interface BoxOfRow {
        void add(int row, float[] values, int classIndex, float score);
    }

    void scan(Tensor tensor, int index, Candidates candidates, BoxOfRow box) {
        int channels = HEAD + classes + more;
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        int rows = (int) tensor.shape().dim(1);
        int start = Math.multiplyExact(index, rows * channels);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, channels);
        float threshold = candidates.threshold();
        float check = 0;
        for (int i = 0; i < rows; i++) {
            float objectness = values.get(start + i * channels + OBJECTNESS);
            check += objectness * 0;
            if (objectness >= threshold) {
                values.get(start + i * channels, row, 0, channels);
                OutputNumbers.requireFinite(tensor, OutputNumbers.sum(row, 0, channels));
                int best = OutputNumbers.best(row, HEAD, classes);
                float score = objectness * row[HEAD + best];
                if (candidates.wants(best, score)) {
                    candidates.from(i);
                    box.add(i, row, best, score);
                }
            }
        }
        OutputNumbers.requireFinite(tensor, check);
    }
}
