package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.detection.Layout.Reading;
import dev.visiontask.detection.ListedBoxesDecoder.Roles;
import dev.visiontask.tensor.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The families of {@link ListedBoxesDecoder}.
 *
 * <p>{@code ssd-tflite}: the operator {@code TFLite_Detection_PostProcess} of TensorFlow Lite, classes from 0.
 * {@code ssd-tensorflow}: the exporter of TensorFlow's Object Detection API, classes from 1. {@code ssd-onnx}: the SSD of
 * the ONNX model zoo, classes from 1. {@code torchvision}: torchvision's detectors and the Faster and Mask R-CNN of the ONNX
 * model zoo, pixels, classes from 1; a fourth output has the masks. {@code gluoncv}: GluonCV's SSD, YOLOv3 and CenterNet, pixels, classes from 0, filled up
 * with -1. {@code detr-listed}: RT-DETR and D-FINE with their postprocessor in the graph, pixels, classes from 0; source:
 * {@code tools/export_onnx.py} of lyuwenyu/RT-DETR and {@code tools/deployment/export_onnx.py} of Peterande/D-FINE.
 */
final class ListedFamilies {
    private static final String TFLITE = "tflite_detection_postprocess";

    private ListedFamilies() {}

    static List<Family> all() {
        return List.of(
                family("ssd-tflite", ListedFamilies::tflite, new Boxes(true, BoxUnit.RELATIVE, 0)),
                family("ssd-tensorflow", ListedFamilies::tensorflow, new Boxes(true, BoxUnit.RELATIVE, 1)),
                family("ssd-onnx", ListedFamilies::onnx, new Boxes(false, BoxUnit.RELATIVE, 1)),
                torchvision(),
                family("gluoncv", ListedFamilies::gluonCv, new Boxes(false, BoxUnit.PIXELS, 0)),
                family("detr-listed", ListedFamilies::detr, new Boxes(false, BoxUnit.PIXELS, 0)));
    }

    /** How a family writes a box, and the number of its first class. */
    private record Boxes(boolean topFirst, BoxUnit unit, int firstClass) {
        String numbers() {
            return topFirst ? "top, left, bottom, right" : Reading.CORNERS;
        }
    }

    private static Family family(String name, Function<ModelOutputs, Optional<Roles>> find, Boxes boxes) {
        Function<ModelOutputs, Layout> layout = outputs -> {
            Roles roles = declared(outputs, "count")
                    .or(() -> find.apply(outputs))
                    .orElseThrow(() -> outputs.mismatch("boxes, classes and scores of the decoder " + name));
            return layout(outputs, roles, boxes);
        };
        return new Family(name, outputs -> find.apply(outputs).isPresent(), layout, Set.of(LayoutKeys.COORDINATES));
    }

    private static Layout layout(ModelOutputs outputs, Roles roles, Boxes boxes) {
        // Classes that are counted from 0 have no background: a label of it in front, as in TensorFlow Lite's
        // labelmap.txt,
        // names none of them.
        boolean named = outputs.labelsNameBackground();
        boolean chosen = outputs.spec().integer("label_offset").isPresent();
        int firstClass = named || chosen ? 0 : boxes.firstClass();
        Reading reading = BoxNumbers.reading(outputs, boxes.numbers(), boxes.unit(), roles.boxes());
        return new Layout(
                        new ListedBoxesDecoder(roles, boxes.topFirst(), reading.unit(), firstClass),
                        outputs.info(roles.scores()),
                        0,
                        NmsMode.NONE,
                        reading)
                .withLabels(boxes.firstClass() - (named ? 1 : 0), named && boxes.firstClass() == 1 ? 0 : -1);
    }

    /** Without a count, but perhaps with masks. */
    private static Family torchvision() {
        Function<ModelOutputs, Layout> layout = outputs -> {
            Roles roles = declared(outputs, "masks")
                    .or(() -> torchvision(outputs))
                    .orElseThrow(() -> outputs.mismatch("boxes, classes and scores of the decoder torchvision"));
            Roles boxes = new Roles(roles.boxes(), roles.classes(), roles.scores(), -1);
            int named = roles.count();
            int masks = named >= 0 ? named : only(outputs, index -> isMasks(outputs, index));
            if (masks >= 0 && !isMasks(outputs, masks)) {
                throw new ModelFormatException("Expected masks float32 [boxes, 1, rows, columns] in output "
                        + outputs.info(masks) + ", which is the fourth of the key outputs.");
            }
            return layout(outputs, boxes, new Boxes(false, BoxUnit.PIXELS, 1))
                    .with(masks < 0 ? null : new ListedMaskDecoder(masks));
        };
        return new Family(
                "torchvision", outputs -> torchvision(outputs).isPresent(), layout, Set.of(LayoutKeys.COORDINATES));
    }

    private static boolean isMasks(ModelOutputs outputs, int index) {
        return outputs.rank(index) == 4 && outputs.dim(index, 1) == 1 && outputs.isFloat(index);
    }

    /** The outputs that are named; the fourth one, whatever it is, stands for the count. */
    private static Optional<Roles> declared(ModelOutputs outputs, String fourth) {
        boolean four = outputs.declaredNames().size() == 4;
        return four
                ? outputs.declared("boxes", "classes", "scores", fourth)
                        .map(indexes -> new Roles(indexes[0], indexes[1], indexes[2], indexes[3]))
                : outputs.declared("boxes", "classes", "scores")
                        .map(indexes -> new Roles(indexes[0], indexes[1], indexes[2], -1));
    }

    private static Optional<Roles> tflite(ModelOutputs outputs) {
        return complete(
                new Roles(
                        exactly(outputs, TFLITE),
                        exactly(outputs, TFLITE + ":1"),
                        exactly(outputs, TFLITE + ":2"),
                        exactly(outputs, TFLITE + ":3")),
                true);
    }

    private static int exactly(ModelOutputs outputs, String name) {
        List<Integer> found = outputs.indexes(
                index -> outputs.info(index).name().toLowerCase(Locale.ROOT).equals(name));
        return found.size() == 1 ? found.get(0) : -1;
    }

    private static Optional<Roles> tensorflow(ModelOutputs outputs) {
        return complete(
                new Roles(
                        outputs.named("detection_boxes"),
                        outputs.named("detection_classes"),
                        outputs.named("detection_scores"),
                        outputs.named("num_detections")),
                true);
    }

    private static Optional<Roles> onnx(ModelOutputs outputs) {
        return complete(new Roles(outputs.named("bboxes"), outputs.named("labels"), outputs.named("scores"), -1), false)
                .filter(roles -> outputs.rank(roles.boxes()) == 3 && outputs.rank(roles.classes()) == 2);
    }

    private static Optional<Roles> detr(ModelOutputs outputs) {
        return complete(new Roles(outputs.named("boxes"), outputs.named("labels"), outputs.named("scores"), -1), false)
                .filter(roles -> outputs.rank(roles.boxes()) == 3
                        && outputs.dim(roles.boxes(), 2) == 4
                        && outputs.rank(roles.scores()) == 2
                        && outputs.rank(roles.classes()) == 2
                        && isInteger(outputs, roles.classes()));
    }

    private static Optional<Roles> complete(Roles roles, boolean counted) {
        boolean complete = roles.boxes() >= 0 && roles.classes() >= 0 && roles.scores() >= 0;
        return complete && (!counted || roles.count() >= 0) ? Optional.of(roles) : Optional.empty();
    }

    /** By rank and type, because exporters often leave numbers for names. */
    private static Optional<Roles> torchvision(ModelOutputs outputs) {
        return complete(
                new Roles(
                        only(outputs, index -> outputs.rank(index) == 2 && outputs.dim(index, 1) == 4),
                        only(outputs, index -> outputs.rank(index) == 1 && isInteger(outputs, index)),
                        only(outputs, index -> outputs.rank(index) == 1 && outputs.isFloat(index)),
                        -1),
                false);
    }

    private static boolean isInteger(ModelOutputs outputs, int index) {
        DataType type = outputs.info(index).type();
        return type == DataType.INT64 || type == DataType.INT32;
    }

    private static int only(ModelOutputs outputs, Predicate<Integer> wanted) {
        List<Integer> found = outputs.indexes(wanted);
        return found.size() == 1 ? found.get(0) : -1;
    }

    /** Two outputs of one number a box, classes first, and one of four. */
    private static Optional<Roles> gluonCv(ModelOutputs outputs) {
        List<Integer> single = outputs.indexes(index -> outputs.rank(index) == 3 && outputs.dim(index, 2) == 1);
        int boxes = only(outputs, index -> outputs.rank(index) == 3 && outputs.dim(index, 2) == 4);
        return outputs.count() == 3 && single.size() == 2 && boxes >= 0
                ? Optional.of(new Roles(boxes, single.get(0), single.get(1), -1))
                : Optional.empty();
    }
}
