package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.detection.ListedBoxesDecoder.Coordinates;
import dev.visiontask.detection.ListedBoxesDecoder.Roles;
import dev.visiontask.tensor.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The families of {@link ListedBoxesDecoder}.
 *
 * <p>{@code ssd-tflite}: the operator {@code TFLite_Detection_PostProcess} of TensorFlow Lite, classes from 0.
 * {@code ssd-tensorflow}: the exporter of TensorFlow's Object Detection API, classes from 1. {@code ssd-onnx}: the SSD of
 * the ONNX model zoo, classes from 1. {@code torchvision}: torchvision's detectors and the Faster and Mask R-CNN of the ONNX
 * model zoo, pixels, classes from 1; a fourth output has the masks. {@code gluoncv}: GluonCV's SSD, YOLOv3 and CenterNet, pixels, classes from 0, filled up
 * with -1.
 */
final class ListedFamilies {
    private static final String TFLITE = "tflite_detection_postprocess";

    private ListedFamilies() {}

    static List<Family> all() {
        return List.of(
                family("ssd-tflite", ListedFamilies::tflite, Coordinates.TOP_LEFT_RELATIVE, 0),
                family("ssd-tensorflow", ListedFamilies::tensorflow, Coordinates.TOP_LEFT_RELATIVE, 1),
                family("ssd-onnx", ListedFamilies::onnx, Coordinates.LEFT_TOP_RELATIVE, 1),
                torchvision(),
                family("gluoncv", ListedFamilies::gluonCv, Coordinates.LEFT_TOP_PIXELS, 0));
    }

    private static Family family(
            String name, Function<ModelOutputs, Optional<Roles>> find, Coordinates coordinates, int firstClass) {
        return new Family(name, outputs -> find.apply(outputs).isPresent(), outputs -> {
            Roles roles = declared(outputs, "count")
                    .or(() -> find.apply(outputs))
                    .orElseThrow(() -> outputs.mismatch("boxes, classes and scores of the decoder " + name));
            return layout(outputs, roles, coordinates, firstClass);
        });
    }

    private static Layout layout(ModelOutputs outputs, Roles roles, Coordinates coordinates, int firstClass) {
        boolean named = outputs.labelsNameBackground();
        return new Layout(
                new ListedBoxesDecoder(roles, coordinates),
                outputs.info(roles.scores()),
                0,
                named ? 0 : firstClass,
                named ? 0 : -1,
                NmsMode.NONE);
    }

    /** Without a count, but perhaps with masks. */
    private static Family torchvision() {
        return new Family("torchvision", outputs -> torchvision(outputs).isPresent(), outputs -> {
            Roles roles = declared(outputs, "masks")
                    .or(() -> torchvision(outputs))
                    .orElseThrow(() -> outputs.mismatch("boxes, classes and scores of the decoder torchvision"));
            Roles boxes = new Roles(roles.boxes(), roles.classes(), roles.scores(), -1);
            int named = roles.count();
            int masks = named >= 0 ? named : only(outputs, place -> isMasks(outputs, place));
            if (masks >= 0 && !isMasks(outputs, masks)) {
                throw new ModelFormatException("Expected masks float32 [boxes, 1, rows, columns] in output "
                        + outputs.info(masks) + ", which is the fourth of the key outputs.");
            }
            return layout(outputs, boxes, Coordinates.LEFT_TOP_PIXELS, 1)
                    .with(masks < 0 ? null : new ListedMaskDecoder(masks));
        });
    }

    private static boolean isMasks(ModelOutputs outputs, int place) {
        return outputs.rank(place) == 4 && outputs.dim(place, 1) == 1 && outputs.isFloat(place);
    }

    /** The outputs that are named; the place of the fourth one, whatever it is, is that of the count. */
    private static Optional<Roles> declared(ModelOutputs outputs, String fourth) {
        boolean four = outputs.spec().texts("outputs").orElse(List.of()).size() == 4;
        return four
                ? outputs.declared("boxes", "classes", "scores", fourth)
                        .map(places -> new Roles(places[0], places[1], places[2], places[3]))
                : outputs.declared("boxes", "classes", "scores")
                        .map(places -> new Roles(places[0], places[1], places[2], -1));
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
        List<Integer> found = outputs.places(
                place -> outputs.info(place).name().toLowerCase(Locale.ROOT).equals(name));
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

    private static Optional<Roles> complete(Roles roles, boolean counted) {
        boolean complete = roles.boxes() >= 0 && roles.classes() >= 0 && roles.scores() >= 0;
        return complete && (!counted || roles.count() >= 0) ? Optional.of(roles) : Optional.empty();
    }

    /** By rank and type, because exporters often leave numbers for names. */
    private static Optional<Roles> torchvision(ModelOutputs outputs) {
        return complete(
                new Roles(
                        only(outputs, place -> outputs.rank(place) == 2 && outputs.dim(place, 1) == 4),
                        only(outputs, place -> outputs.rank(place) == 1 && isInteger(outputs, place)),
                        only(outputs, place -> outputs.rank(place) == 1 && outputs.isFloat(place)),
                        -1),
                false);
    }

    private static boolean isInteger(ModelOutputs outputs, int place) {
        DataType type = outputs.info(place).type();
        return type == DataType.INT64 || type == DataType.INT32;
    }

    private static int only(ModelOutputs outputs, Predicate<Integer> wanted) {
        List<Integer> found = outputs.places(wanted);
        return found.size() == 1 ? found.get(0) : -1;
    }

    /** Two outputs of one number a box, classes first, and one of four. */
    private static Optional<Roles> gluonCv(ModelOutputs outputs) {
        List<Integer> single = outputs.places(place -> outputs.rank(place) == 3 && outputs.dim(place, 2) == 1);
        int boxes = only(outputs, place -> outputs.rank(place) == 3 && outputs.dim(place, 2) == 4);
        return outputs.count() == 3 && single.size() == 2 && boxes >= 0
                ? Optional.of(new Roles(boxes, single.get(0), single.get(1), -1))
                : Optional.empty();
    }
}
