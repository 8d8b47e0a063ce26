package dev.visiontask.detection;

import dev.visiontask.testkit.TestData;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The detectors of the test data, described as {@code docs/models.md} does. */
final class RealModels {
    private RealModels() {}

    static ObjectDetectorBuilder builder(String model) {
        ObjectDetectorBuilder builder = ObjectDetector.builder()
                .model(TestData.path("models/detection/" + model))
                .setting("interpolation", "opencv-linear");
        return switch (model) {
            case "yolox_nano" -> letterbox(builder, 114, "top-left").setting("labels_file", "coco80.names");
            case "nanodet_m_416" ->
                letterbox(builder, 0, "center")
                        .setting("labels_file", "coco80.names")
                        .setting("image_mean", List.of(103.53, 116.28, 123.675))
                        .setting("image_std", List.of(57.375, 57.12, 58.395));
            case "ssd_mobilenet_v1_coco" -> builder.setting("labels_file", "coco90_labels.txt");
            case "face_rfb320" ->
                builder.setting("labels", List.of("background", "face"))
                        .setting("rescale_factor", 1)
                        .setting("image_mean", 127)
                        .setting("image_std", 128);
            default -> throw new IllegalArgumentException(model);
        };
    }

    private static ObjectDetectorBuilder letterbox(ObjectDetectorBuilder builder, int padding, String align) {
        return builder.setting("color", "bgr")
                .setting("resize_mode", "letterbox")
                .setting("pad_value", padding)
                .setting("pad_align", align)
                .setting("resize_rounding", "truncate")
                .setting("rescale_factor", 1);
    }

    /** From the class index of a model to the category id of its truth. */
    static IntUnaryOperator categories(String model) {
        return switch (model) {
            case "ssd_mobilenet_v1_coco" -> index -> index + 1;
            case "face_rfb320" -> index -> index;
            default -> {
                int[] coco = DetectionGoldens.coco80();
                yield index -> coco[index];
            }
        };
    }
}
