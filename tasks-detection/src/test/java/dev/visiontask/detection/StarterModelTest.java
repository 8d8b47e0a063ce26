package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.TaskInfo;
import dev.visiontask.detection.evaluation.CocoEvaluation;
import dev.visiontask.detection.evaluation.CocoFigures;
import dev.visiontask.detection.evaluation.DatasetImage;
import dev.visiontask.detection.evaluation.DetectionResults;
import dev.visiontask.detection.evaluation.ObjectDataset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that we ship, on every engine and on the sample pages of the examples. */
class StarterModelTest {
    private static final String MODEL = "page-layout";
    private static final Path PAGES = Path.of("..", "examples", "pages");
    private static final ObjectDataset SAMPLES = ObjectDataset.readCoco(PAGES.resolve("instances.json"));

    @ParameterizedTest
    @ValueSource(strings = {"opencv-dnn", "mxnet"})
    void run_givesTheSameDetectionsOnEveryEngine(String engine) {
        try (ObjectDetector reference = open("onnxruntime");
                ObjectDetector other = open(engine)) {
            for (DatasetImage sample : SAMPLES.images()) {
                Detections expected = reference.run(picture(sample));
                Detections found = other.run(picture(sample));

                assertThat(found.objects()).as(sample.fileName()).hasSameSizeAs(expected.objects());
                for (int i = 0; i < expected.size(); i++) {
                    assertSame(found.objects().get(i), expected.objects().get(i));
                }
            }
        }
    }

    private static void assertSame(Detection found, Detection expected) {
        assertThat(found.label()).isEqualTo(expected.label());
        assertThat(found.score()).isCloseTo(expected.score(), within(1e-3f));
        BoxAssert.assertClose(found.box(), expected.box(), 0.5f);
    }

    @Test
    void run_findsTheRegionsOfTheSamplePages() {
        DetectionResults results = DetectionResults.of(SAMPLES.categories());
        DetectionOptions all = DetectionOptions.builder().scoreThreshold(0.01f).build();
        try (ObjectDetector detector =
                ObjectDetector.builder().model(MODEL).options(all).build()) {
            for (DatasetImage sample : SAMPLES.images()) {
                results.add(sample.id(), detector.run(picture(sample)));
            }
        }

        CocoFigures figures = CocoEvaluation.ofBoxes(SAMPLES).evaluate(results);

        assertThat(figures.ap50()).isGreaterThan(0.8);
    }

    @Test
    void info_namesTheNativeEngineAndTheLicense() {
        try (ObjectDetector detector = ObjectDetector.open(MODEL)) {
            TaskInfo info = detector.info();

            assertThat(info.backend()).isEqualTo("onnxruntime");
            assertThat(info.license()).isEqualTo("Apache-2.0");
            assertThat(info.labels()).containsExactly("title", "paragraph", "list", "table", "figure", "code");
        }
    }

    private static ImageSource picture(DatasetImage sample) {
        return ImageSource.of(PAGES.resolve("pictures").resolve(sample.fileName()));
    }

    private static ObjectDetector open(String engine) {
        return ObjectDetector.builder().model(MODEL).backend(engine).build();
    }
}
