package dev.visiontask.detection;

import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * YOLOv8, v9 and 11: {@code [N, 4 + classes, predictions]}, channel by channel: centre x and y, width and height in
 * pixels of the input (or relative to it), class scores as probabilities; there is no objectness. Their forms with masks add coefficients for
 * {@link PrototypeMaskDecoder}. Source: {@code non_max_suppression} of ultralytics/ultralytics,
 * {@code ultralytics/utils/ops.py}.
 */
final class Yolov8Decoder implements BoxDecoder {
    /** What comes before the class scores. */
    static final int HEAD = 4;

    private final int output;
    private final int classes;
    private final int more;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many channels follow the classes
     */
    Yolov8Decoder(int output, int classes, int more, BoxUnit unit) {
        this.output = output;
        this.unit = unit;
        this.classes = classes;
        this.more = more;
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(output);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, HEAD + classes + more, Shape.DYNAMIC);
        int predictions = (int) tensor.shape().dim(2);
        int start = Math.multiplyExact(index, (HEAD + classes + more) * predictions);
        FloatBuffer values = tensor.floats();
        float[] best = bestScores(tensor, start, predictions, candidates);
        float threshold = candidates.threshold();
        for (int i = 0; i < predictions; i++) {
            if (best[i] >= threshold) {
                int classIndex = classOf(values, start + HEAD * predictions + i, predictions, best[i]);
                if (candidates.wants(classIndex, best[i])) {
                    candidates.from(i);
                    add(tensor, start + i, predictions, classIndex, best[i], candidates);
                }
            }
        }
    }

    /** The highest class score of each prediction; plain loops over rows, which the compiler turns into vector code. */
    private float[] bestScores(Tensor tensor, int start, int predictions, Candidates candidates) {
        float[] best = candidates.scratch(0, predictions);
        float[] row = candidates.scratch(1, predictions);
        float[] check = candidates.scratch(2, predictions);
        FloatBuffer values = tensor.floats();
        values.get(start + HEAD * predictions, best, 0, predictions);
        for (int i = 0; i < predictions; i++) {
            check[i] = best[i] * 0;
        }
        for (int channel = 0; channel < HEAD + classes; channel++) {
            if (channel != HEAD) {
                values.get(start + channel * predictions, row, 0, predictions);
                if (channel < HEAD) {
                    checkRow(row, check, predictions);
                } else {
                    takeRow(row, best, check, predictions);
                }
            }
        }
        OutputNumbers.requireFinite(tensor, OutputNumbers.sum(check, 0, predictions));
        return best;
    }

    /** A number times 0 is 0, or NaN if it is not finite. */
    private static void checkRow(float[] row, float[] check, int length) {
        for (int i = 0; i < length; i++) {
            check[i] += row[i] * 0;
        }
    }

    private static void takeRow(float[] row, float[] best, float[] check, int length) {
        for (int i = 0; i < length; i++) {
            best[i] = Math.max(best[i], row[i]);
            check[i] += row[i] * 0;
        }
    }

    private int classOf(FloatBuffer values, int first, int predictions, float score) {
        int classIndex = 0;
        while (classIndex < classes - 1 && values.get(first + classIndex * predictions) != score) {
            classIndex++;
        }
        return classIndex;
    }

    private void add(Tensor tensor, int first, int predictions, int classIndex, float score, Candidates candidates) {
        FloatBuffer values = tensor.floats();
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        float x = values.get(first) * width;
        float y = values.get(first + predictions) * height;
        float halfWidth = values.get(first + 2 * predictions) * width / 2;
        float halfHeight = values.get(first + 3 * predictions) * height / 2;
        candidates.add(tensor, classIndex, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
}
