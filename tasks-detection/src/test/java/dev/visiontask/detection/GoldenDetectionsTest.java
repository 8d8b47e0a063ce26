package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSource;
import dev.visiontask.detection.DetectionGoldens.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real models on real pictures, compared with the answers of OpenCV and ONNX Runtime in Python. */
class GoldenDetectionsTest {
    private static final double IOU = 0.95;
    private static final double SCORE_DIFFERENCE = 0.02;

    @ParameterizedTest
    @CsvSource({
        "yolox_nano,            onnxruntime, 0.3, 0.99",
        "yolox_nano,            opencv-dnn,  0.3, 0.99",
        "nanodet_m_416,         onnxruntime, 0.3, 0.99",
        "nanodet_m_416,         opencv-dnn,  0.3, 0.99",
        "ssd_mobilenet_v1_coco, onnxruntime, 0.3, 0.99",
        "face_rfb320,           onnxruntime, 0,   1",
        "face_rfb320,           opencv-dnn,  0,   1"
    })
    void run_findsWhatPythonFinds(String model, String engine, float lowest, double share) {
        DetectionGoldens goldens = DetectionGoldens.of(model);
        IntUnaryOperator categories = RealModels.categories(model);
        List<Golden> missed = new ArrayList<>();
        int expected = 0;
        try (ObjectDetector detector = RealModels.builder(model)
                .backend(engine)
                .options(goldens.options())
                .build()) {
            for (Map.Entry<Path, List<Golden>> picture : goldens.pictures().entrySet()) {
                Detections found = detector.run(ImageSource.of(picture.getKey()));
                for (Golden golden : picture.getValue()) {
                    if (golden.score() > lowest) {
                        expected++;
                        if (found.objects().stream().noneMatch(object -> matches(golden, object, categories))) {
                            missed.add(golden);
                        }
                    }
                }
            }
        }
        assertThat(1 - missed.size() / (double) expected)
                .describedAs("%d of %d missed: %s", missed.size(), expected, missed)
                .isGreaterThanOrEqualTo(share);
    }

    private static boolean matches(Golden golden, Detection object, IntUnaryOperator categories) {
        return categories.applyAsInt(object.index()) == golden.category()
                && Math.abs(object.score() - golden.score()) <= SCORE_DIFFERENCE
                && object.box().iou(golden.box()) >= IOU;
    }

    @ParameterizedTest
    @ValueSource(strings = {"yolox_nano", "nanodet_m_416", "face_rfb320"})
    void run_givesTheSameOnBothEngines(String model) {
        DetectionGoldens goldens = DetectionGoldens.of(model);
        try (ObjectDetector reference = RealModels.builder(model)
                        .backend("onnxruntime")
                        .options(goldens.options())
                        .build();
                ObjectDetector other = RealModels.builder(model)
                        .backend("opencv-dnn")
                        .options(goldens.options())
                        .build()) {
            for (Path picture : goldens.pictures().keySet()) {
                ImageSource source = ImageSource.of(picture);
                Detections found = other.run(source);
                for (Detection expected : reference.run(source)) {
                    if (expected.score() > 0.1f) {
                        assertThat(found.objects())
                                .describedAs("%s: %s", picture, expected)
                                .anyMatch(object -> isSame(object, expected));
                    }
                }
            }
        }
    }

    private static boolean isSame(Detection a, Detection b) {
        return a.index() == b.index()
                && Math.abs(a.score() - b.score()) <= 1e-3
                && a.box().iou(b.box()) >= 0.99;
    }
}
