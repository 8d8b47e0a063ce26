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

    private final int place;
    private final int classes;
    private final int more;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many channels follow the classes
     */
    Yolov8Decoder(int place, int classes, int more, BoxUnit unit) {
        this.place = place;
        this.unit = unit;
        this.classes = classes;
        this.more = more;
    }

    static Family family() {
        return new Family("yolov8", Yolov8Decoder::matches, Yolov8Decoder::layout, ModelOutputs.LAYOUT_KEYS);
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = outputs.dense().orElse(null);
        if (dense == null) {
            return false;
        }
        DenseOutput read = oriented(dense, outputs);
        boolean likely = read.byRows() ? dense.byRows() && dense.perCell() == 1 : !dense.byRows();
        return (likely || outputs.declaredRows().isPresent())
                && read.fits(outputs, HEAD + outputs.coefficients(read, HEAD))
                && (outputs.labelledClasses().isPresent() || dense.perCell() > 0);
    }

    /** Columns, unless the description says rows or only rows have as many channels as there are labels. */
    private static DenseOutput oriented(DenseOutput dense, ModelOutputs outputs) {
        return outputs.declaredRows().orElseGet(() -> onlyRowsFit(dense, outputs)) ? dense.asRows() : dense.asColumns();
    }

    private static boolean onlyRowsFit(DenseOutput dense, ModelOutputs outputs) {
        return outputs.labelledClasses().isPresent()
                && dense.asRows().fits(outputs, HEAD + outputs.coefficients(dense.asRows(), HEAD))
                && !dense.asColumns().fits(outputs, HEAD + outputs.coefficients(dense.asColumns(), HEAD));
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = oriented(outputs.requireDense("yolov8"), outputs);
        int coefficients = outputs.coefficients(dense, HEAD);
        int classes = dense.classes(HEAD + coefficients);
        BoxUnit unit = outputs.unit();
        BoxDecoder boxes = dense.byRows()
                ? new Yolov8RowsDecoder(dense.place(), classes, coefficients, unit)
                : new Yolov8Decoder(dense.place(), classes, coefficients, unit);
        return new Layout(boxes, dense.info(), classes, NmsMode.CLASS_AWARE)
                .with(outputs.prototypeMasks(dense, coefficients));
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(place);
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
