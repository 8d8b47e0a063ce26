package dev.visiontask.classification.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.classification.text.TextGoldens.Crop;
import dev.visiontask.classification.text.TextGoldens.Line;
import dev.visiontask.classification.text.TextGoldens.Page;
import dev.visiontask.classification.text.TextGoldens.Turned;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.preprocess.ImageParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real models on real images, compared with what PaddleOCR's rules gave in Python. */
class TextGoldensTest {
    private static final double IOU = 0.8;

    @Test
    void detector_findsWhatPythonFinds() {
        assertPpOcrV3("onnxruntime");
    }

    @Test
    @Tag("soak")
    void detector_findsWhatPythonFindsOnOpenCv() {
        assertPpOcrV3("opencv-dnn");
    }

    private static void assertPpOcrV3(String engine) {
        try (TextDetector detector = TextModels.ppOcrV3Detector(engine).build()) {
            assertRegions(detector, TextGoldens.regions());
        }
    }

    @Test
    void detector_findsWhatPythonFindsByPpOcrV4() {
        assertPpOcrV4("onnxruntime");
    }

    @Test
    @Tag("soak")
    void detector_findsWhatPythonFindsByPpOcrV4OnOpenCv() {
        assertPpOcrV4("opencv-dnn");
    }

    private static void assertPpOcrV4(String engine) {
        try (TextDetector detector =
                TextDetector.builder().model("pp-ocrv4-det").backend(engine).build()) {
            assertRegions(detector, TextGoldens.pages());
        }
    }

    private static void assertRegions(TextDetector detector, List<Page> pages) {
        int expected = 0;
        List<String> missed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Page page : pages) {
            TextRegions regions = detector.run(ImageSource.of(page.path()));
            for (TextRegion region : regions) {
                if (page.lines().stream().noneMatch(line -> region.quad().iou(line.quad()) >= IOU)) {
                    added.add(page.path() + " " + region);
                }
            }
            for (Line line : page.lines()) {
                expected++;
                if (regions.regions().stream().noneMatch(region -> region.quad().iou(line.quad()) >= IOU)) {
                    missed.add(page.path() + " " + line);
                }
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo((int) (0.02 * expected));
        assertThat(added).hasSizeLessThanOrEqualTo((int) (0.02 * expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn"})
    void recognizer_readsWhatPythonReads(String engine) {
        try (TextRecognizer lprnet = TextModels.lprnet(engine).build()) {
            assertTexts(lprnet, TextGoldens.crops("lprnet_plate_rec"));
        }
    }

    /** OpenCV 4.9 does not load it with an open width. */
    @Test
    void recognizer_readsWhatPythonReadsWhenStepsComeFirst() {
        try (TextRecognizer crnn = TextModels.crnn("onnxruntime").build()) {
            assertTexts(crnn, TextGoldens.crops("crnn_lite_rec"));
        }
    }

    private static void assertTexts(TextRecognizer recognizer, List<Crop> crops) {
        for (Crop crop : crops) {
            RecognizedText text = recognizer.run(ImageSource.of(crop.path()));
            assertThat(text.text()).as("%s", crop.path()).isEqualTo(crop.text());
            assertThat((double) text.confidence()).as("%s", crop.path()).isCloseTo(crop.confidence(), within(0.02));
        }
    }

    /** OpenCV 4.9 fails on its reshapes. */
    @Test
    void recognizer_readsWhatPythonReadsByPpOcrV4() {
        int expected = 0;
        List<String> different = new ArrayList<>();
        try (TextRecognizer recognizer = TextRecognizer.builder()
                .model("pp-ocrv4-rec")
                .backend("onnxruntime")
                .build()) {
            for (Page page : TextGoldens.pages()) {
                ImageParts image = ImageParts.read(ImageSource.of(page.path()), ReadOptions.DEFAULT);
                for (Line line : page.lines()) {
                    RecognizedText text = recognizer.run(
                            ReadingDirection.cut(image, line.quad()).source());
                    expected++;
                    if (!text.text().equals(line.text()) || Math.abs(text.confidence() - line.confidence()) > 0.02) {
                        different.add(
                                line.text() + " " + line.confidence() + " / " + text.text() + " " + text.confidence());
                    }
                }
            }
        }
        assertThat(different).hasSizeLessThanOrEqualTo((int) (0.02 * expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn"})
    void orientation_isThatOfPython(String engine) {
        try (ImageClassifier classifier = TextModels.orientation(engine).build()) {
            for (Turned line : TextGoldens.turned()) {
                ImageParts image = ImageParts.read(ImageSource.of(line.path()), ReadOptions.DEFAULT);
                ImageParts upright = ReadingDirection.cut(image, line.quad());
                assertThat(best(classifier, upright)).as("upright: %s", line).isEqualTo(line.upright());
                assertThat(best(classifier, upright.turned(2)))
                        .as("turned: %s", line)
                        .isEqualTo(line.turned());
            }
        }
    }

    private static String best(ImageClassifier task, ImageParts image) {
        return task.run(image.source()).best().label();
    }
}
