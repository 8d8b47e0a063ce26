package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.detection.DetectionGoldens.Golden;
import dev.visiontask.detection.evaluation.CocoBox;
import dev.visiontask.detection.evaluation.CocoEvaluation;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionResults;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.detection.evaluation.ScoredObject;
import dev.visiontask.testkit.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real models on real pictures, compared with the answers of OpenCV and ONNX Runtime in Python. */
class GoldenDetectionsTest {
    private static final double IOU = 0.95;
    private static final double SCORE_DIFFERENCE = 0.02;

    /** A model goes through the pictures once, for all tests. */
    private static final Map<String, Map<Path, Detections>> FOUND = new HashMap<>();

    @AfterAll
    static void forget() {
        FOUND.clear();
    }

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
        Map<Path, Detections> all = found(model, engine);
        for (Map.Entry<Path, List<Golden>> picture : goldens.pictures().entrySet()) {
            Detections found = Objects.requireNonNull(all.get(picture.getKey()));
            for (Golden golden : picture.getValue()) {
                if (golden.score() > lowest) {
                    expected++;
                    if (found.objects().stream().noneMatch(object -> matches(golden, object, categories))) {
                        missed.add(golden);
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
        Map<Path, Detections> other = found(model, "opencv-dnn");
        found(model, "onnxruntime").forEach((picture, reference) -> {
            Detections found = Objects.requireNonNull(other.get(picture));
            for (Detection expected : reference) {
                if (expected.score() > 0.1f) {
                    assertThat(found.objects())
                            .describedAs("%s: %s", picture, expected)
                            .anyMatch(object -> isSame(object, expected));
                }
            }
        });
    }

    /** The whole way, image to average precision. */
    @ParameterizedTest
    @CsvSource({
        "yolox_nano,            onnxruntime",
        "yolox_nano,            opencv-dnn",
        "nanodet_m_416,         onnxruntime",
        "nanodet_m_416,         opencv-dnn",
        "ssd_mobilenet_v1_coco, onnxruntime"
    })
    void evaluate_reachesTheFiguresOfPython(String model, String engine) {
        Path folder = TestData.path("images/coco128");
        ObjectDataset truth = ObjectDataset.readCoco(folder.resolve("instances.json"));
        IntUnaryOperator categories = RealModels.categories(model);
        DetectionResults results = DetectionResults.of(truth.categories());
        Map<Path, Detections> all = found(model, engine);
        for (DatasetImage image : truth.images()) {
            Path picture = folder.resolve("images").resolve(image.fileName());
            for (Detection found : Objects.requireNonNull(all.get(picture))) {
                int category = categories.applyAsInt(found.index());
                results.add(new ScoredObject(image.id(), category, found.score(), CocoBox.of(found.box()), null));
            }
        }

        double[] figures = CocoEvaluation.ofBoxes(truth).evaluate(results).toArray();

        assertThat(figures).containsExactly(DetectionGoldens.of(model).cocoFigures(), within(0.002));
    }

    private static Map<Path, Detections> found(String model, String engine) {
        return FOUND.computeIfAbsent(model + " " + engine, key -> {
            DetectionGoldens goldens = DetectionGoldens.of(model);
            Map<Path, Detections> found = new LinkedHashMap<>();
            try (ObjectDetector detector = RealModels.builder(model)
                    .backend(engine)
                    .options(goldens.options())
                    .build()) {
                goldens.pictures().keySet().forEach(path -> found.put(path, detector.run(ImageSource.of(path))));
            }
            return found;
        });
    }

    private static boolean isSame(Detection a, Detection b) {
        return a.index() == b.index()
                && Math.abs(a.score() - b.score()) <= 1e-3
                && a.box().iou(b.box()) >= 0.99;
    }
}
