package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSource;
import dev.visiontask.TaskInfo;
import dev.visiontask.evaluation.Progress;
import dev.visiontask.segmentation.evaluation.MaskFolder;
import dev.visiontask.segmentation.evaluation.MaskValues;
import dev.visiontask.segmentation.evaluation.SegmentationEvaluator;
import dev.visiontask.segmentation.evaluation.SegmentationFigures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that we ship, on every engine and on the sample pages of the examples. */
class StarterModelTest {
    private static final String MODEL = "page-segments";
    private static final Path PAGES = Path.of("..", "examples", "pages");
    private static final MaskFolder SAMPLES = MaskFolder.of(PAGES.resolve("pictures"), PAGES.resolve("masks"));

    @ParameterizedTest
    @ValueSource(strings = {"opencv-dnn", "mxnet"})
    void run_givesTheSameMapOnEveryEngine(String engine) {
        try (SemanticSegmenter reference = open("onnxruntime");
                SemanticSegmenter other = open(engine)) {
            for (MaskFolder.Pair sample : SAMPLES.requireComplete().pairs()) {
                ImageSource picture = ImageSource.of(sample.picture());

                assertThat(shareThatDiffers(
                                other.run(picture).map(), reference.run(picture).map()))
                        .as(sample.picture().toString())
                        .isLessThanOrEqualTo(0.001);
            }
        }
    }

    private static double shareThatDiffers(ClassMap one, ClassMap other) {
        assertThat(one.size()).isEqualTo(other.size());
        long different = 0;
        for (int y = 0; y < one.size().height(); y++) {
            for (int x = 0; x < one.size().width(); x++) {
                different += one.at(x, y) == other.at(x, y) ? 0 : 1;
            }
        }
        return different / (double) ((long) one.size().width() * one.size().height());
    }

    @Test
    void run_findsTheSegmentsOfTheSamplePages() {
        try (SemanticSegmenter segmenter = SemanticSegmenter.open(MODEL)) {
            SegmentationFigures figures =
                    SegmentationEvaluator.run(segmenter, SAMPLES.requireComplete(), MaskValues.PLAIN, Progress.NONE);

            assertThat(figures.meanIou()).isGreaterThan(0.85);
            assertThat(figures.pixelAccuracy()).isGreaterThan(0.9);
        }
    }

    @Test
    void info_namesTheNativeEngineAndTheLicense() {
        try (SemanticSegmenter segmenter = SemanticSegmenter.open(MODEL)) {
            TaskInfo info = segmenter.info();

            assertThat(info.backend()).isEqualTo("onnxruntime");
            assertThat(info.license()).isEqualTo("Apache-2.0");
            assertThat(info.labels()).containsExactly("surroundings", "page", "text", "figure or table");
        }
    }

    private static SemanticSegmenter open(String engine) {
        return SemanticSegmenter.builder().model(MODEL).backend(engine).build();
    }
}
