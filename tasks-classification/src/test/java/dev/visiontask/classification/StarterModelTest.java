package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.TaskInfo;
import org.junit.jupiter.api.Test;

/** The model that we ship, on every engine: it needs no test data from elsewhere. */
class StarterModelTest {
    static final String MODEL = "page-orientation";

    @Test
    void run_givesTheSameScoresOnEveryEngine() {
        ClassificationOptions all =
                ClassificationOptions.builder().maxResults(4).build();
        try (ImageClassifier onnxRuntime = open("onnxruntime", all);
                ImageClassifier openCv = open("opencv-dnn", all);
                ImageClassifier mxnet = open("mxnet", all)) {
            for (ImageSource picture : SamplePictures.all()) {
                Classifications expected = onnxRuntime.run(picture);

                assertSame(openCv.run(picture), expected);
                assertSame(mxnet.run(picture), expected);
            }
        }
    }

    private static void assertSame(Classifications found, Classifications expected) {
        for (Classification each : expected) {
            assertThat(found.find(each.label()).orElseThrow().score()).isCloseTo(each.score(), within(1e-4f));
        }
    }

    @Test
    void run_isRightOnTheSamplePictures() {
        try (ImageClassifier classifier = ImageClassifier.open(MODEL)) {
            SamplePictures.labels()
                    .forEach((picture, label) -> assertThat(classifier
                                    .run(ImageSource.of(picture))
                                    .best()
                                    .label())
                            .describedAs(picture.toString())
                            .isEqualTo(label));
        }
    }

    @Test
    void info_namesTheNativeEngineAndTheLicense() {
        try (ImageClassifier classifier = ImageClassifier.open(MODEL)) {
            TaskInfo info = classifier.info();

            assertThat(info.backend()).isEqualTo("onnxruntime");
            assertThat(info.backendReason()).contains("native to onnx");
            assertThat(info.license()).isEqualTo("Apache-2.0");
            assertThat(info.labels()).containsExactly("upright", "turned-90", "turned-180", "turned-270");
            assertThat(info.settings()).anySatisfy(setting -> {
                assertThat(setting.key()).isEqualTo("image_mean");
                assertThat(setting.origin()).contains("config.json");
            });
        }
    }

    private static ImageClassifier open(String backend, ClassificationOptions options) {
        return ImageClassifier.builder()
                .model(MODEL)
                .backend(backend)
                .options(options)
                .build();
    }
}
