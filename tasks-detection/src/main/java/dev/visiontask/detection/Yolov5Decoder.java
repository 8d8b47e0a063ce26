package dev.visiontask.detection;

import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * YOLOv5, YOLOv7, YOLOv6 and YOLOX with decoding in the graph: {@code [N, predictions, 5 + classes]} of centre x and y,
 * width and height in pixels of the input (or relative to it), objectness and class scores as probabilities; YOLOv5-seg adds coefficients for
 * {@link PrototypeMaskDecoder}. Source: {@code non_max_suppression} of ultralytics/yolov5, {@code utils/general.py}.
 */
final class Yolov5Decoder implements BoxDecoder {
    private final int place;
    private final ObjectnessRows rows;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many channels follow the classes
     */
    Yolov5Decoder(int place, int classes, int more, BoxUnit unit) {
        this.place = place;
        this.unit = unit;
        this.rows = new ObjectnessRows(classes, more);
    }

    static Family family() {
        return new Family("yolov5", Yolov5Decoder::matches, Yolov5Decoder::layout, Set.of(ModelOutputs.COORDINATES));
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = outputs.dense().orElse(null);
        return dense != null
                && dense.byRows()
                && dense.perCell() > 0
                && dense.fits(outputs, ObjectnessRows.HEAD + outputs.coefficients(dense, ObjectnessRows.HEAD))
                && (dense.perCell() > 1 || outputs.unit() == BoxUnit.RELATIVE || outputs.isDecoded(dense));
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = outputs.requireDense("yolov5").asRows();
        int coefficients = outputs.coefficients(dense, ObjectnessRows.HEAD);
        int classes = dense.classes(ObjectnessRows.HEAD + coefficients);
        BoxDecoder boxes = new Yolov5Decoder(dense.place(), classes, coefficients, outputs.unit());
        return new Layout(boxes, dense.info(), classes, NmsMode.CLASS_AWARE)
                .with(outputs.prototypeMasks(dense, coefficients));
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(place);
        float width = unit.width(candidates.target());
        float height = unit.height(candidates.target());
        rows.scan(tensor, index, candidates, (row, values, classIndex, score) -> {
            float x = values[0] * width;
            float y = values[1] * height;
            float halfWidth = values[2] * width / 2;
            float halfHeight = values[3] * height / 2;
            candidates.add(tensor, classIndex, score, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
        });
    }
}
