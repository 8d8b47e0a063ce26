package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.testkit.VisionTaskContract;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
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

    @Nested
    class OnOnnxRuntime extends Contract {
        OnOnnxRuntime() {
            super("onnxruntime");
        }
    }

    @Nested
    class OnOpenCvDnn extends Contract {
        OnOpenCvDnn() {
            super("opencv-dnn");
        }
    }

    @Nested
    class OnMxnet extends Contract {
        OnMxnet() {
            super("mxnet");
        }
    }

    /** The contract of all tasks. */
    abstract static class Contract extends VisionTaskContract<ImageSource, Classifications> {
        private final String backend;

        Contract(String backend) {
            this.backend = backend;
        }

        @Override
        protected VisionTask<ImageSource, Classifications> open(int concurrency, UnaryOperator<Backends> engines) {
            return ImageClassifier.builder()
                    .model(MODEL)
                    .backends(engines.apply(Backends.find()))
                    .backend(backend)
                    .concurrency(concurrency)
                    .build();
        }

        @Override
        protected List<ImageSource> inputs() {
            return SamplePictures.all().subList(0, 4);
        }

        @Override
        protected ImageSource badInput() {
            return ImageSource.of(Path.of("no-such-picture.jpg"));
        }

        @Override
        protected String badInputName() {
            return "no-such-picture.jpg";
        }
    }
}
