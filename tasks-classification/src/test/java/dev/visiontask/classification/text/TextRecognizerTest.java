package dev.visiontask.classification.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that give the same steps, written by hand, for every image. */
class TextRecognizerTest {
    /** Of each step the numbers of blank, a, b and space; they say: a a blank a b blank space b. */
    private static final float[][] STEPS = {
        {1, 5, 0, 0}, {1, 4, 0, 0}, {5, 1, 0, 0}, {0, 6, 1, 0}, {0, 1, 3, 0}, {4, 0, 0, 0}, {0, 0, 0, 2}, {0, 0, 7, 0}
    };

    private static final int CLASSES = 4;

    @TempDir
    Path folder;

    private TextRecognizerBuilder model(String layout, float[][] steps, Map<String, String> metadata) {
        int count = steps.length;
        boolean classesLast = !layout.equals("NCT");
        float[] values = new float[count * CLASSES];
        for (int t = 0; t < count; t++) {
            for (int c = 0; c < CLASSES; c++) {
                values[classesLast ? t * CLASSES + c : c * count + t] = steps[t][c];
            }
        }
        Shape shape =
                switch (layout) {
                    case "NTC" -> Shape.of(1, count, CLASSES);
                    case "TNC" -> Shape.of(count, 1, CLASSES);
                    default -> Shape.of(1, CLASSES, count);
                };
        TinyOnnx onnx = new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(1, 3, 8, 80))
                .weights("steps", shape, values)
                .node("Identity", List.of("steps"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, shape);
        metadata.forEach(onnx::metadata);
        try {
            Path file = Files.write(folder.resolve("model.onnx"), onnx.toBytes());
            return TextRecognizer.builder()
                    .model(file)
                    .backend("onnxruntime")
                    .setting("rescale_factor", 1)
                    .setting("resize_mode", "line-height")
                    .setting("pad_value", 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TextRecognizerBuilder model(String layout) {
        return model(layout, STEPS, Map.of()).setting("labels", List.of("a", "b"));
    }

    private static ImageSource line(int width) {
        return ImageSource.ofPixels(ByteBuffer.wrap(new byte[3 * 8 * width]), width, 8, 3 * width, PixelFormat.BGR);
    }

    private static float softmax(float best, float... others) {
        double sum = Math.exp(best);
        for (float other : others) {
            sum += Math.exp(other);
        }
        return (float) (Math.exp(best) / sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTC", "TNC", "NCT"})
    void run_readsEachLayout(String layout) {
        try (TextRecognizer recognizer = model(layout).build()) {
            RecognizedText text = recognizer.run(line(80));

            assertThat(text.text()).isEqualTo("aab b");
            assertThat(text.characters().get(0).confidence()).isEqualTo(softmax(5, 1, 0, 0), within(1e-5f));
            assertThat(text.characters().get(4).confidence()).isEqualTo(softmax(7, 0, 0, 0), within(1e-5f));
        }
    }

    @Test
    void run_tellsWhereCharactersAre() {
        try (TextRecognizer recognizer = model("NTC").build()) {
            // 40 columns of the image are 40 of the 80 of the model: a step covers 10, and what lies behind is padding.
            List<TextCharacter> wide = recognizer.run(line(80)).characters();
            List<TextCharacter> narrow = recognizer.run(line(40)).characters();

            assertThat(wide.get(0).left()).isZero();
            assertThat(wide.get(0).right()).isEqualTo(20);
            assertThat(wide.get(1).left()).isEqualTo(30);
            assertThat(narrow.get(4).left()).isEqualTo(40);
        }
    }

    @Test
    void run_takesProbabilitiesAsTheyAre() {
        float[][] steps = {{0.1f, 0.6f, 0.2f, 0.1f}, {0.7f, 0.1f, 0.1f, 0.1f}, {0.1f, 0.1f, 0.5f, 0.3f}};
        try (TextRecognizer recognizer = model("NTC", steps, Map.of())
                .setting("labels", List.of("a", "b"))
                .build()) {
            RecognizedText text = recognizer.run(line(80));

            assertThat(text.text()).isEqualTo("ab");
            assertThat(text.confidence()).isEqualTo(0.55f, within(1e-6f));
        }
    }

    @Test
    void run_readsOnlyWhatIsAllowed() {
        TextRecognitionOptions onlyB =
                TextRecognitionOptions.builder().allow("b").build();
        try (TextRecognizer recognizer = model("NTC").build()) {
            assertThat(recognizer.run(line(80), onlyB).text()).isEqualTo("bb");
            assertThat(recognizer.run(line(80)).text()).isEqualTo("aab b");
            assertThatThrownBy(() -> recognizer.run(
                            line(80),
                            TextRecognitionOptions.builder().allow("ax").build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("x (LATIN SMALL LETTER X)");
        }
    }

    @Test
    void run_refusesWhatIsNotANumber() {
        float[][] steps = {{Float.NaN, Float.NaN, Float.NaN, Float.NaN}};
        try (TextRecognizer recognizer = model("NTC", steps, Map.of())
                .setting("labels", List.of("a", "b"))
                .setting("activation", "none")
                .build()) {
            assertThatThrownBy(() -> recognizer.run(line(80)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("output y");
        }
    }

    /** A character beyond the first 65,536 and a space of East Asia among them. */
    @Test
    void build_readsTheDictionaryInTheFile() {
        Map<String, String> metadata = Map.of("character", "\uD842\uDFB7\n\u3000");
        try (TextRecognizer recognizer = model("NTC", STEPS, metadata).build()) {
            assertThat(recognizer.info().labels()).containsExactly("", "\uD842\uDFB7", "\u3000", " ");
            assertThat(recognizer.run(line(80)).text()).isEqualTo("\uD842\uDFB7\uD842\uDFB7\u3000 \u3000");
        }
    }

    @Test
    void build_takesADictionaryWithTheSpace() {
        try (TextRecognizer recognizer = model("NTC", STEPS, Map.of())
                .setting("labels", List.of("a", "b", " "))
                .build()) {
            assertThat(recognizer.info().labels()).containsExactly("", "a", "b", " ");
        }
    }

    @Test
    void build_takesABlankAtTheEnd() {
        try (TextRecognizer recognizer = model("NTC", STEPS, Map.of())
                .setting("labels", List.of("x", "a", "b", "-"))
                .setting("blank_index", 3)
                .build()) {
            assertThat(recognizer.run(line(80)).text()).isEqualTo("axabxb");
        }
        try (TextRecognizer recognizer = model("NTC", STEPS, Map.of())
                .setting("labels", List.of("x", "a", "b"))
                .setting("blank_index", 3)
                .build()) {
            assertThat(recognizer.run(line(80)).text()).isEqualTo("axabxb");
        }
    }

    @Test
    void build_refusesADictionaryOfAnotherSize() {
        assertThatThrownBy(() -> model("NTC", STEPS, Map.of())
                        .setting("labels", List.of("a", "b", "c", "d", "e"))
                        .build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("6 or 7 classes")
                .hasMessageContaining("[1, 8, 4]");
    }

    /** Whether the blank is among them or a line is one too many, nobody can tell. */
    @Test
    void build_refusesAsManyCharactersAsClasses() {
        assertThatThrownBy(() -> model("NTC", STEPS, Map.of())
                        .setting("labels", List.of("a", "b", "c", "d"))
                        .setting("blank_index", 0)
                        .build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("blank_in_labels");
    }

    @Test
    void build_refusesAModelWithoutADictionary() {
        assertThatThrownBy(() -> model("NTC", STEPS, Map.of()).build())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("labels_file");
    }
}
