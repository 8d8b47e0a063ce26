package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.detection.evaluation.CocoBox;
import dev.visiontask.detection.evaluation.CocoEvaluation;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionResults;
import dev.visiontask.detection.evaluation.ObjectDataset;
import dev.visiontask.detection.evaluation.ScoredObject;
import dev.visiontask.testkit.TestData;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way, picture to average precision: the figures are those that Python's chain reaches. */
class GoldenFiguresTest {
    private static final double TOLERANCE = 0.002;

    @ParameterizedTest
    @CsvSource({
        "yolox_nano,            onnxruntime",
        "yolox_nano,            opencv-dnn",
        "nanodet_m_416,         onnxruntime",
        "nanodet_m_416,         opencv-dnn",
        "ssd_mobilenet_v1_coco, onnxruntime"
    })
    void evaluate_reachesTheFiguresOfPython(String model, String engine) {
        DetectionGoldens goldens = DetectionGoldens.of(model);
        Path folder = TestData.path("images/coco128");
        ObjectDataset truth = ObjectDataset.readCoco(folder.resolve("instances.json"));
        IntUnaryOperator categories = RealModels.categories(model);
        DetectionResults results = DetectionResults.of(truth.categories());
        try (ObjectDetector detector = RealModels.builder(model)
                .backend(engine)
                .options(goldens.options())
                .build()) {
            for (DatasetImage image : truth.images()) {
                Path picture = folder.resolve("images").resolve(image.fileName());
                for (Detection found : detector.run(ImageSource.of(picture))) {
                    int category = categories.applyAsInt(found.index());
                    results.add(new ScoredObject(image.id(), category, found.score(), CocoBox.of(found.box()), null));
                }
            }
        }

        double[] figures = CocoEvaluation.ofBoxes(truth).evaluate(results).toArray();

        assertThat(figures).containsExactly(goldens.cocoFigures(), within(TOLERANCE));
    }
}
