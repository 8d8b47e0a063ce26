package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Models that give one box an object: {@code [N, boxes, 6]} of left, top, right, bottom in pixels of the input, score and
 * class; rows of zeros fill up. YOLOv10, YOLO26, and Ultralytics exports with suppression inside. Source: THU-MIG/yolov10
 * and ultralytics/ultralytics, {@code ultralytics/utils/ops.py}.
 */
final class EndToEndDecoder implements BoxDecoder {
    private static final int CHANNELS = 6;

    /** Such models give 100 to 300 boxes; thousands of rows of six are predictions for one class. */
    private static final int MOST_BOXES = 1000;

    private final int place;

    EndToEndDecoder(int place) {
        this.place = place;
    }

    static Family family() {
        return new Family("end2end", EndToEndDecoder::matches, EndToEndDecoder::layout);
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = outputs.dense().orElse(null);
        return dense != null
                && dense.info().shape().dim(2) == CHANNELS
                && dense.perCell() == 0
                && dense.info().shape().dim(1) <= MOST_BOXES;
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = outputs.requireDense("end2end").asRows();
        if (dense.channels() != CHANNELS) {
            throw new ModelFormatException("Expected " + CHANNELS + " numbers a box in output " + dense.info()
                    + " for the decoder end2end, found: " + dense.channels() + ".");
        }
        return new Layout(new EndToEndDecoder(dense.place()), dense.info(), 0, NmsMode.NONE);
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(place);
        OutputNumbers.requireShape(tensor, index, Shape.DYNAMIC, Shape.DYNAMIC, CHANNELS);
        int rows = (int) tensor.shape().dim(1);
        FloatBuffer values = tensor.floats();
        float[] row = candidates.scratch(0, CHANNELS);
        for (int i = 0; i < rows; i++) {
            int start = (index * rows + i) * CHANNELS;
            values.get(start, row, 0, CHANNELS);
            OutputNumbers.requireFinite(tensor, OutputNumbers.sum(row, 0, CHANNELS));
            if (row[4] >= candidates.threshold()) {
                int classIndex = OutputNumbers.classAt(tensor, start + 5);
                if (candidates.wants(classIndex, row[4])) {
                    candidates.add(tensor, classIndex, row[4], row[0], row[1], row[2], row[3]);
                }
            }
        }
    }
}
