package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Outcome;
import dev.visiontask.PixelFormat;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the picture to the answer, on an engine in plain Java whose scores are the mean red, green and blue. */
class ImageClassifierTest {
    private static final Shape ITEM = Shape.of(3, 4, 4);

    @TempDir
    Path folder;

    @Test
    void run_seesTheColoursOfThePicture() throws IOException {
        try (ImageClassifier classifier = channels().build()) {
            Classifications result = classifier.run(frame(255, 51, 102));

            assertThat(result.classes()).extracting(Classification::label).containsExactly("red", "blue", "green");
            assertThat(result.best().score()).isCloseTo(1f, within(1e-6f));
            assertThat(result.find("green").orElseThrow().score()).isCloseTo(0.2f, within(1e-6f));
        }
    }

    @Test
    void run_swapsTheChannelsWhenTheModelIsBgr() throws IOException {
        try (ImageClassifier classifier = channels().setting("color", "bgr").build()) {
            assertThat(classifier.run(frame(255, 0, 0)).best().index()).isEqualTo(2);
        }
    }

    @Test
    void run_takesOptionsOverThoseOfTheBuilderOverThoseOfTheModel() throws IOException {
        ClassificationOptions two =
                ClassificationOptions.builder().maxResults(2).build();
        ClassificationOptions deny = ClassificationOptions.builder().deny("red").build();
        try (ImageClassifier model = channels().setting("top_k", 1).build();
                ImageClassifier builder =
                        channels().setting("top_k", 1).options(two).build()) {
            ImageSource frame = frame(255, 51, 102);

            assertThat(model.run(frame).classes()).hasSize(1);
            assertThat(builder.run(frame).classes()).hasSize(2);
            assertThat(builder.run(frame, deny).classes())
                    .extracting(Classification::label)
                    .containsExactly("blue", "green");
        }
    }

    @Test
    void run_blamesTheCallerWhenOptionsNameAnUnknownLabel() throws IOException {
        ClassificationOptions unknown =
                ClassificationOptions.builder().allow("re").build();
        try (ImageClassifier classifier = channels().build()) {
            assertThatThrownBy(() -> classifier.run(frame(255, 0, 0), unknown))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("\"re\"", "Did you mean \"red\"?");
            assertThat(classifier.run(frame(255, 0, 0)).best().label()).isEqualTo("red");
        }
    }

    @Test
    void run_usesLabelOffsetWhenTheModelHasABackgroundClass() throws IOException {
        Files.write(folder.resolve("labels.txt"), List.of("green", "blue"));
        try (ImageClassifier classifier = plain().setting("label_offset", 1)
                .setting("background_index", 0)
                .build()) {
            Classifications result = classifier.run(frame(255, 51, 102));

            assertThat(result.classes()).extracting(Classification::label).containsExactly("blue", "green");
            assertThat(classifier.info().labels()).containsExactly("background", "green", "blue");
        }
    }

    @Test
    void run_namesClassesByNumberWhenThereAreNoLabels() throws IOException {
        try (ImageClassifier classifier = plain().build()) {
            assertThat(classifier.run(frame(0, 0, 255)).best().label()).isEqualTo("class 2");
        }
    }

    @Test
    void build_refusesAWrongNumberOfLabelsWithBothNumbers() throws IOException {
        Files.write(folder.resolve("labels.txt"), List.of("green", "blue"));

        assertThatThrownBy(() -> plain().build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("3 labels")
                .hasMessageContaining("found: 2 labels")
                .hasMessageContaining("label_offset");
    }

    @Test
    void build_refusesAnUnknownKeyWithTheNearest() {
        assertThatThrownBy(() -> channels().setting("activaton", "none").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("activaton")
                .hasMessageContaining("activation");
    }

    @Test
    void build_refusesAnUnknownActivation() {
        assertThatThrownBy(() -> channels().setting("activation", "tanh").build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("softmax, sigmoid, none")
                .hasMessageContaining("tanh");
    }

    @Test
    void build_asksForTheActivationWhenTheOutputDoesNotTell() throws IOException {
        // Constant scores of 0.25, 0.5 and 0.75: logits or independent probabilities, nobody can know.
        write(new LinearModel(ITEM, new float[3 * 48], new float[] {0.25f, 0.5f, 0.75f}, false));

        assertThatThrownBy(() -> described().build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("activation");
    }

    @Test
    void build_recognisesASoftmaxInsideTheModel() throws IOException {
        write(LinearModel.random(1, 3, ITEM));
        try (ImageClassifier classifier = described().build()) {
            double sum = classifier.run(frame(10, 200, 30)).classes().stream()
                    .mapToDouble(Classification::score)
                    .sum();

            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(classifier.info().settings())
                    .anySatisfy(setting -> assertThat(setting.toString())
                            .isEqualTo("activation = \"none\" (recognised from the output)"));
        }
    }

    @Test
    void build_recognisesLogits() throws IOException {
        write(new LinearModel(ITEM, new float[3 * 48], new float[] {-3, 5, 1}, false));
        try (ImageClassifier classifier = described().build()) {
            assertThat(classifier.run(frame(0, 0, 0)).best().score()).isCloseTo(0.981691f, within(1e-5f));
        }
    }

    @Test
    void build_refusesAModelOfAnotherTask() {
        assertThatThrownBy(() -> channels().setting("task", "object-detection").build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("image-classification")
                .hasMessageContaining("object-detection");
    }

    @Test
    void build_namesTheCoordinateWhenNoBackendIsThere() throws IOException {
        write(LinearModel.channelMeans(ITEM));

        assertThatThrownBy(() -> ImageClassifier.builder()
                        .model(folder)
                        .backends(Backends.of(List.of(new FakeBackend())))
                        .backend("tensorrt")
                        .build())
                .isInstanceOf(BackendNotFoundException.class)
                .hasMessageContaining("tensorrt")
                .hasMessageContaining("fake");
    }

    @Test
    void build_findsAnotherBackendAndItsFormatThroughTheServiceLoader() throws IOException {
        write(LinearModel.channelMeans(ITEM));
        try (ImageClassifier classifier = described()
                .backends(Backends.find())
                .setting("activation", "none")
                .build()) {
            assertThat(classifier.info().backend()).isEqualTo("fake");
            assertThat(classifier.info().backendReason()).isEqualTo("the engine native to fake files");
            assertThat(classifier.run(frame(0, 255, 0)).best().index()).isEqualTo(1);
        }
    }

    @Test
    void build_needsAModel() {
        assertThatThrownBy(() -> ImageClassifier.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model(");
    }

    @Test
    void runBatch_givesTheSameAnswersWhenInputsGoTogether() throws IOException {
        List<ImageSource> frames =
                List.of(frame(1, 2, 3), frame(250, 0, 9), frame(0, 77, 0), frame(5, 5, 99), frame(8, 8, 8));
        try (ImageClassifier alone = channels().build();
                ImageClassifier together = channels().batchSize(3).build()) {
            assertThat(together.runBatch(frames)).isEqualTo(alone.runBatch(frames));
        }
    }

    @Test
    void runEach_keepsTheOtherPicturesWhenABatchHoldsABrokenOne() throws IOException {
        ImageSource broken = ImageSource.of(new byte[] {1, 2, 3}).named("broken.jpg");
        try (ImageClassifier classifier = channels().batchSize(4).build()) {
            List<Outcome<Classifications>> outcomes =
                    classifier.runEach(List.of(frame(255, 0, 0), broken, frame(0, 0, 255)));

            assertThat(outcomes.get(0).orThrow().best().label()).isEqualTo("red");
            assertThatThrownBy(() -> outcomes.get(1).orThrow()).hasMessageContaining("broken.jpg");
            assertThat(outcomes.get(2).orThrow().best().label()).isEqualTo("blue");
        }
    }

    @Test
    void build_refusesABatchThatTheEngineFailsOn() throws IOException {
        FakeBackend.write(LinearModel.channelMeans(ITEM), folder, 1);

        assertThatThrownBy(() ->
                        described().setting("activation", "none").batchSize(2).build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("Expected at most 1 items, found: 2");
        try (ImageClassifier classifier =
                described().setting("activation", "none").build()) {
            assertThat(classifier.runBatch(List.of(frame(255, 0, 0), frame(0, 255, 0))))
                    .hasSize(2);
        }
    }

    @Test
    void toJson_isOneLineWithWidthHeightAndClasses() throws IOException {
        try (ImageClassifier classifier = channels().setting("top_k", 1).build()) {
            assertThat(classifier.run(frame(255, 0, 0)).toJson())
                    .isEqualTo(
                            "{\"width\":8,\"height\":6,\"classes\":[{\"index\":0,\"label\":\"red\",\"score\":1.0}]}");
        }
    }

    private ImageClassifierBuilder channels() throws IOException {
        Files.write(folder.resolve("labels.txt"), List.of("red", "green", "blue"));
        return plain();
    }

    private ImageClassifierBuilder plain() throws IOException {
        write(LinearModel.channelMeans(ITEM));
        return described().setting("activation", "none");
    }

    private void write(LinearModel model) throws IOException {
        FakeBackend.write(model, folder);
    }

    private ImageClassifierBuilder described() {
        return ImageClassifier.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("resize_mode", "stretch")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0)
                .setting("image_std", 1);
    }

    /** A picture of one colour. */
    private static ImageSource frame(int red, int green, int blue) {
        int width = 8;
        int height = 6;
        ByteBuffer data = ByteBuffer.allocate(width * height * 3);
        while (data.hasRemaining()) {
            data.put((byte) red).put((byte) green).put((byte) blue);
        }
        return ImageSource.ofPixels(data.flip(), width, height, width * 3, PixelFormat.RGB);
    }
}
