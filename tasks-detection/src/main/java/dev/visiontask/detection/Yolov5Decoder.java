package dev.visiontask.detection;

import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * YOLOv5, YOLOv7, YOLOv6 and YOLOX with decoding in the graph: {@code [N, predictions, 5 + classes]} of centre x and y,
 * width and height in pixels of the input (or relative to it), objectness and class scores as probabilities; YOLOv5-seg adds coefficients for
 * {@link PrototypeMaskDecoder}. Source: {@code non_max_suppression} of ultralytics/yolov5, {@code utils/general.py}.
 */
final class Yolov5Decoder implements BoxDecoder {
    private static final String NAME = "yolov5";

    private final int output;
    private final ObjectnessRows rows;
    private final BoxUnit unit;

    /**
     * Of one output.
     *
     * @param more how many channels follow the classes
     */
    Yolov5Decoder(int output, int classes, int more, BoxUnit unit) {
        this.output = output;
        this.unit = unit;
        this.rows = new ObjectnessRows(classes, more);
    }

    static Family family() {
        return new Family(NAME, Yolov5Decoder::matches, Yolov5Decoder::layout, Set.of(LayoutKeys.COORDINATES));
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.find(outputs).orElse(null);
        return dense != null
                && dense.byRows()
                && dense.perCell() > 0
                && dense.fits(
                        outputs, ObjectnessRows.HEAD + outputs.prototypes().coefficients(dense, ObjectnessRows.HEAD))
                && (dense.perCell() > 1
                        || LayoutKeys.unit(outputs.spec()).equals(Optional.of(BoxUnit.RELATIVE))
                        || CellCentres.of(dense, outputs) != CellCentres.OFFSETS);
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.require(outputs, NAME).asRows();
        int coefficients = outputs.prototypes().coefficients(dense, ObjectnessRows.HEAD);
        int classes = dense.classes(ObjectnessRows.HEAD + coefficients);
        ScoreNumbers.require(outputs, dense, ObjectnessRows.HEAD - 1, classes + 1, NAME);
        Layout.Reading reading = CellCentres.reading(dense, outputs);
        BoxDecoder boxes = new Yolov5Decoder(dense.index(), classes, coefficients, reading.unit());
        return new Layout(boxes, dense.info(), classes, NmsMode.CLASS_AWARE, reading)
                .with(outputs.prototypes().decoder(dense, coefficients));
    }

    @Override
    public void decode(List<Tensor> outputs, int index, Candidates candidates) {
        Tensor tensor = outputs.get(output);
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
