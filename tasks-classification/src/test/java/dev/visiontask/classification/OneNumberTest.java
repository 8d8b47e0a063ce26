package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of few classes, and labels that do not begin where the classes do. */
class OneNumberTest {
    private static final Shape ITEM = Shape.of(3, 1, 1);

    @TempDir
    Path folder;

    /** One number for each input: 4 times the red of the pixel, of 0 to 1, less 2. */
    private ImageClassifierBuilder logit(String... labels) throws IOException {
        return model(new LinearModel(ITEM, new float[] {4, 0, 0}, new float[] {-2}, false), labels);
    }

    private ImageClassifierBuilder model(LinearModel model, String... labels) throws IOException {
        FakeBackend.write(model, folder);
        if (labels.length > 0) {
            Files.write(folder.resolve("labels.txt"), List.of(labels));
        }
        return ImageClassifier.builder()
                .model(folder)
                .backends(Backends.of(List.of(new FakeBackend())))
                .setting("layout", "NCHW")
                .setting("rescale_factor", "1/255");
    }

    private static ImageSource pixel(int red) {
        ByteBuffer data = ByteBuffer.allocate(3).put((byte) red).put((byte) 0).put((byte) 0);
        return ImageSource.ofPixels(data.flip(), 1, 1, 3, PixelFormat.RGB);
    }

    private static String info(ImageClassifier classifier) {
        return classifier.info().toString();
    }

    @Test
    void run_isASigmoidWhenThereIsOneLogit() throws IOException {
        try (ImageClassifier classifier = logit("unsafe").build()) {
            assertThat(classifier.run(pixel(255)).best().score()).isCloseTo(0.880_797f, within(1e-5f));
            assertThat(classifier.run(pixel(0)).best().score()).isCloseTo(0.119_203f, within(1e-5f));
            assertThat(info(classifier)).contains("activation = \"sigmoid\"", "a softmax of one number is always 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"sigmoid, 0.880797", "none, 2"})
    void run_obeysADeclaredActivation(String activation, float score) throws IOException {
        try (ImageClassifier classifier =
                logit().setting("activation", activation).build()) {
            assertThat(classifier.run(pixel(255)).best().score()).isCloseTo(score, within(1e-5f));
        }
    }

    @Test
    void run_givesBothLabelsTheirShareWhenTheyHaveOneLogit() throws IOException {
        try (ImageClassifier classifier = logit("safe", "unsafe").build()) {
            Classifications red = classifier.run(pixel(255));

            assertThat(red.best().label()).isEqualTo("unsafe");
            assertThat(red.best().score()).isCloseTo(0.880_797f, within(1e-5f));
            assertThat(red.find("safe").orElseThrow().score()).isCloseTo(0.119_203f, within(1e-5f));
            assertThat(classifier.run(pixel(0)).best().label()).isEqualTo("safe");
            assertThat(info(classifier)).contains("one number, the score of the second label");
        }
    }

    @Test
    void run_givesBothLabelsTheirShareWhenTheyHaveOneScore() throws IOException {
        LinearModel score = new LinearModel(ITEM, new float[] {0.5f, 0, 0}, new float[] {0.25f}, false);
        try (ImageClassifier classifier =
                model(score, "safe", "unsafe").setting("activation", "none").build()) {
            assertThat(classifier.run(pixel(255)).find("unsafe").orElseThrow().score())
                    .isCloseTo(0.75f, within(1e-5f));
            assertThat(classifier.run(pixel(255)).find("safe").orElseThrow().score())
                    .isCloseTo(0.25f, within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activation | softmax | sigmoid or none",
                "problem_type | regression | a quantity, not a score",
                "label_offset | -1 | found: 1 labels",
                "top_k | 0 | top_k of at least 1",
                "score_threshold | 1.5 | score_threshold of 0 to 1"
            })
    void build_refusesWhatMakesNoSenseForOneNumber(String key, String value, String told) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                key.equals("problem_type")
                        ? "{\"problem_type\": \"regression\", \"id2label\": {\"0\": \"LABEL_0\"}}"
                        : "{\"visiontask\": {\"" + key + "\": "
                                + (Character.isLetter(value.charAt(0)) ? "\"" + value + "\"" : value) + "}}");
        ImageClassifierBuilder builder = key.equals("problem_type") ? logit() : logit("unsafe");

        assertThatThrownBy(builder::build).isInstanceOf(VisionException.class).hasMessageContaining(told);
    }

    @Test
    void build_refusesASoftmaxOfOneNumberInTheGraph() throws IOException {
        LinearModel constant = new LinearModel(ITEM, new float[] {4, 0, 0}, new float[] {-2}, true);

        assertThatThrownBy(() -> model(constant, "unsafe").build())
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("1 for every one");
    }

    /** An age, or any other quantity, whose config.json does not say that the model is a regression. */
    @Test
    void build_refusesANumberThatNoLogitIs() throws IOException {
        LinearModel age = new LinearModel(ITEM, new float[] {10, 0, 0}, new float[] {30}, false);

        assertThatThrownBy(() -> model(age, "age").build())
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("seems to be a quantity");
        try (ImageClassifier classifier =
                model(age, "age").setting("activation", "sigmoid").build()) {
            assertThat(classifier.run(pixel(255)).best().score()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "red,green,blue | 0 | red | class 0 is red",
                "green,blue | 1 | background | class 1 is green",
                "???,red,green,blue | -1 | red | class 0 is red",
                "background,red,green,blue | -1 | red | class 0 is red",
                "red,N/A,blue | 0 | red | 1 of 3: classes 1",
                "???,red,n/a,???? | -1 | red | 2 of 3: classes 1, 2"
            })
    void labels_goWithTheirOffset(String labels, int offset, String best, String told) throws IOException {
        ImageClassifierBuilder builder = model(LinearModel.channelMeans(ITEM), labels.split(",", -1));
        if (offset != 0) {
            builder.setting("label_offset", offset);
        }
        try (ImageClassifier classifier = builder.setting("activation", "none").build()) {
            assertThat(classifier.run(pixel(255)).best().label()).isEqualTo(best);
            assertThat(info(classifier)).contains("label_rule", told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "green,blue | set label_offset to 1",
                "???,red,green,blue | the label \"???\" in front stands for no class, set label_offset to -1",
                "unlabeled,red,green,blue | set label_offset to -1",
                "red,green,blue,black | Give the label file that belongs to this model",
                "red | Give the label file that belongs to this model"
            })
    void build_saysTheOffsetThatFitsWhenTheCountDoesNot(String labels, String told) throws IOException {
        ImageClassifierBuilder builder =
                model(LinearModel.channelMeans(ITEM), labels.split(",", -1)).setting("activation", "none");

        assertThatThrownBy(builder::build).isInstanceOf(VisionException.class).hasMessageContaining(told);
    }
}
