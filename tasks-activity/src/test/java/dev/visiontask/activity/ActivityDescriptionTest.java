package dev.visiontask.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels, limits and batches of a model that gives the means of red, green and blue of single frames. */
class ActivityDescriptionTest {
    private static final Shape FRAME = Shape.of(3, 2, 2);

    @TempDir
    Path folder;

    private ActivityRecognizerBuilder means() {
        try {
            FakeBackend.write(LinearModel.channelMeans(FRAME), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return described().backends(Backends.of(List.of(new FakeBackend())));
    }

    private ActivityRecognizerBuilder described() {
        return ActivityRecognizer.builder()
                .model(folder)
                .setting("rescale_factor", "1/255")
                .setting("clip_length", 2)
                .setting("activation", "none");
    }

    private ActivityRecognizerBuilder labelled(String labels, int offset) {
        ActivityRecognizerBuilder builder = means();
        if (labels != null) {
            builder.setting("labels", List.of(labels.split(",")));
        }
        return offset == 0 ? builder : builder.setting("label_offset", offset);
    }

    /** Frames of much blue, some green and no red. */
    private static Clip bluish() {
        return clip(0, 51, 204);
    }

    private static Clip clip(int red, int green, int blue) {
        ByteBuffer pixels = ByteBuffer.allocate(4 * 3);
        while (pixels.hasRemaining()) {
            pixels.put((byte) red).put((byte) green).put((byte) blue);
        }
        ImageSource frame = ImageSource.ofPixels(pixels.flip(), 2, 2, 6, PixelFormat.RGB);
        return Clip.ofPictures(List.of(frame, frame));
    }

    private static List<String> found(ActivityRecognizer recognizer) {
        return recognizer.run(bluish()).classes().stream().map(Activity::label).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "red,green,blue | 0 | blue,green,red | class 0 is red",
                "green,blue | 1 | blue,green,background | class 1 is green",
                "blue | 2 | blue,background,background | class 2 is blue",
                "???,red,green,blue | -1 | blue,green,red | class 0 is red",
                "n/a,background,red,green,blue | -2 | blue,green,red | class 0 is red",
                "red,N/A,blue | 0 | blue,N/A,red | 1 of 3: classes 1"
            })
    void labels_goWithTheirOffset(String labels, int offset, String best, String told) {
        try (ActivityRecognizer recognizer = labelled(labels, offset).build()) {
            assertThat(found(recognizer)).containsExactly(best.split(","));
            assertThat(recognizer.info().toString()).contains("label_rule", told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "green,blue | 0 | set label_offset to 1",
                "???,red,green,blue | 0 | set label_offset to -1",
                "red,green,blue | 1 | leave label_offset out",
                "red,green,blue,white | 0 | Give the label file that belongs to this model",
                "red | 2147483647 | label_offset of at most 1000000",
                " | 1 | Expected labels with label_offset 1"
            })
    void build_saysTheOffsetThatFitsWhenTheCountDoesNot(String labels, int offset, String told) {
        assertThatThrownBy(() -> labelled(labels, offset).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top_k | 0 | found: 0",
                "top_k | -1 | found: -1",
                "score_threshold | 1.5 | found: 1.5",
                "score_threshold | -0.1 | found: -0.1",
                "score_threshold | 1e39 | found: Infinity"
            })
    void build_refusesLimitsOutOfRangeAsFaultsOfTheDescription(String key, String value, String told)
            throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"visiontask\": {\"" + key + "\": " + value + "}}");

        assertThatThrownBy(() -> means().build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("top_k of at least 1 and score_threshold of 0 to 1")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource({"top_k, 2.5", "top_k, all", "score_threshold, high", "threshold, 0.5", "max_results, 3"})
    void build_refusesLimitsThatAreNone(String key, String value) {
        assertThatThrownBy(() -> means().setting(key, value).build())
                .isInstanceOfAny(ModelFormatException.class, UnsupportedOptionException.class)
                .hasMessageContaining(key);
    }

    @Test
    void run_obeysTheLimitsOfTheDescriptionThenOfTheCall() {
        try (ActivityRecognizer recognizer = means().setting("labels", List.of("red", "green", "blue"))
                .setting("top_k", 2)
                .setting("score_threshold", 0.5)
                .build()) {
            assertThat(found(recognizer)).containsExactly("blue");
            assertThat(recognizer
                            .run(bluish(), ActivityOptions.NONE.withScoreThreshold(0))
                            .classes())
                    .hasSize(2);
            assertThat(recognizer.run(bluish(), new ActivityOptions(1, 0.9f)).isEmpty())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"0,", "-3,", ", -0.5", ", 1.01", ", NaN"})
    void options_refuseWhatIsOutOfRange(Integer most, Float lowest) {
        assertThatThrownBy(() -> new ActivityOptions(most, lowest)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The means of frames, of which exactly so many go in at once. */
    private ActivityRecognizerBuilder fixed(int batch) throws IOException {
        byte[] model = new TinyOnnx()
                .input("frames", DataType.FLOAT32, Shape.of(batch, 3, 2, 2))
                .node("GlobalAveragePool", List.of("frames"), List.of("means"), Map.of())
                .node("Flatten", List.of("means"), List.of("scores"), Map.of("axis", 1L))
                .output("scores", DataType.FLOAT32, Shape.of(batch, 3))
                .toBytes();
        Files.write(folder.resolve("model.onnx"), model);
        return described().backend("onnxruntime");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "8, 5"})
    void run_fillsTheBatchThatTheModelHas(int batch, int clips) throws IOException {
        List<Clip> inputs =
                IntStream.range(0, clips).mapToObj(i -> clip(0, 20 + i, 40 + i)).toList();
        try (ActivityRecognizer recognizer =
                fixed(batch).setting("clip_length", 2).build()) {
            List<Activities> found = recognizer.runBatch(inputs);

            for (int i = 0; i < clips; i++) {
                assertThat(found.get(i)).isEqualTo(recognizer.run(inputs.get(i)));
                assertThat(found.get(i).best().index()).isEqualTo(2);
                assertThat(found.get(i).best().score())
                        .isCloseTo((40 + i) / 255f, org.assertj.core.api.Assertions.within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "4, 2", "1, 2"})
    void build_refusesAnotherBatchThanTheModelHas(int batch, int wanted) {
        assertThatThrownBy(() -> fixed(batch).batchSize(wanted).build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("batch size of 1 or " + batch);
    }
}
