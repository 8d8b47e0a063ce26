package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/**
 * Models that give one box an object: {@code [N, boxes, 6]} of left, top, right, bottom in pixels of the input (or
 * relative to it), score and class; rows of zeros fill up. YOLOv10, YOLO26, and Ultralytics exports with suppression inside; with masks, coefficients
 * for {@link PrototypeMaskDecoder} follow. Source: THU-MIG/yolov10 and ultralytics/ultralytics,
 * {@code ultralytics/utils/ops.py}.
 */
final class EndToEndDecoder implements BoxDecoder {
    private static final int HEAD = 6;

    /** Such models give 100 to 300 boxes; thousands of rows of six are predictions for one class. */
    private static final int MOST_BOXES = 1000;

    private final int place;
    private final int channels;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many numbers of a box follow its class
     */
    EndToEndDecoder(int place, int more, BoxUnit unit) {
        this.place = place;
        this.unit = unit;
        this.channels = HEAD + more;
    }

    static Family family() {
        return new Family(
                "end2end", EndToEndDecoder::matches, EndToEndDecoder::layout, Set.of(ModelOutputs.COORDINATES));
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = outputs.dense().orElse(null);
        return dense != null
                && dense.info().shape().dim(2) == HEAD + coefficients(outputs, dense)
                && dense.perCell() == 0
                && dense.info().shape().dim(1) <= MOST_BOXES;
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = outputs.requireDense("end2end").asRows();
        int coefficients = coefficients(outputs, dense);
        if (dense.channels() != HEAD + coefficients) {
            throw new ModelFormatException("Expected " + (HEAD + coefficients) + " numbers a box in output "
                    + dense.info() + " for the decoder end2end, found: " + dense.channels() + ".");
        }
        return new Layout(
                        new EndToEndDecoder(dense.place(), coefficients, outputs.unit()), dense.info(), 0, NmsMode.NONE)
                .with(outputs.prototypeMasks(dense, coefficients));
    }

    /** The coefficients for the prototypes of masks, if there are any. */
    private static int coefficients(ModelOutputs outputs, DenseOutput dense) {
        return dense.info().shape().dim(2) == HEAD ? 0 : outputs.prototypeCount();
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(place);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, channels);
        int rows = (int) tensor.shape().dim(1);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, channels);
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        for (int i = 0; i < rows; i++) {
            int start = (index * rows + i) * channels;
            values.get(start, row, 0, channels);
            OutputNumbers.requireFinite(tensor, OutputNumbers.sum(row, 0, channels));
            if (row[4] >= candidates.threshold()) {
                int classIndex = OutputNumbers.classAt(tensor, start + 5);
                if (candidates.wants(classIndex, row[4])) {
                    candidates.from(i);
                    candidates.add(
                            tensor,
                            classIndex,
                            row[4],
                            row[0] * width,
                            row[1] * height,
                            row[2] * width,
                            row[3] * height);
                }
            }
        }
    }
}
