package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.scores.ClassOutput;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On tensors worked out by hand. */
class ClassificationDecoderTest {
    private static final ImageSize SIZE = new ImageSize(4, 3);
    private static final Geometry GEOMETRY = new Geometry(SIZE, SIZE, 0, 0, SIZE);
    private static final List<String> LABELS = List.of("ant", "bee", "cat", "dog");

    @Test
    void decode_appliesSoftmaxToLogits() {
        // e^0, e^ln2, e^ln3, e^ln4 = 1, 2, 3, 4; their sum is 10.
        Tensor logits = floats(0, (float) Math.log(2), (float) Math.log(3), (float) Math.log(4));

        Classifications result = decode(decoder(Activation.SOFTMAX, false), logits, ClassificationOptions.NONE);

        assertThat(result.classes()).extracting(Classification::label).containsExactly("dog", "cat", "bee", "ant");
        assertThat(result.classes().get(0).score()).isCloseTo(0.4f, within(1e-6f));
        assertThat(result.classes().get(3).score()).isCloseTo(0.1f, within(1e-6f));
        assertThat(result.imageSize()).isEqualTo(SIZE);
    }

    @Test
    void decode_doesNotOverflowOnLargeLogits() {
        Classifications result =
                decode(decoder(Activation.SOFTMAX, false), floats(1000, 999, -1000, 0), ClassificationOptions.NONE);

        assertThat(result.best().score()).isCloseTo(0.7310586f, within(1e-6f));
    }

    @Test
    void decode_returnsAllPassingClassesOfAMultiLabelModel() {
        // sigmoid(0) = 0.5 passes the default threshold of 0.5, sigmoid(-0.1) does not.
        Classifications result =
                decode(decoder(Activation.SIGMOID, true), floats(2, -0.1f, 0, -5), ClassificationOptions.NONE);

        assertThat(result.classes()).extracting(Classification::index).containsExactly(0, 2);
        assertThat(result.best().score()).isCloseTo(0.8807971f, within(1e-6f));
    }

    @Test
    void decode_takesProbabilitiesAsTheyAre() {
        Classifications result = decode(
                decoder(Activation.NONE, false), floats(0.125f, 0.5f, 0.25f, 0.125f), ClassificationOptions.NONE);

        assertThat(result.classes())
                .containsExactly(
                        new Classification(1, "bee", 0.5f),
                        new Classification(2, "cat", 0.25f),
                        new Classification(0, "ant", 0.125f),
                        new Classification(3, "dog", 0.125f));
    }

    @Test
    void decode_readsThePlaceOfTheBatch() {
        Tensor two = Tensor.allocate("scores", DataType.FLOAT32, Shape.of(2, 4));
        two.floats().put(0, new float[] {1, 0, 0, 0, 0, 0, 0.5f, 0.25f});

        Classifications second =
                decoder(Activation.NONE, false).decode(List.of(two), 1, GEOMETRY, ClassificationOptions.NONE);

        assertThat(second.best()).isEqualTo(new Classification(2, "cat", 0.5f));
    }

    @Test
    void decode_dequantizesUnsignedBytes() {
        Tensor bytes = Tensor.allocate("scores", DataType.UINT8, Shape.of(1, 4));
        bytes.bytes().put(0, (byte) 10).put(1, (byte) 200).put(2, (byte) 46).put(3, (byte) 0);
        ClassificationDecoder decoder =
                decoder(new ClassOutput(0, "scores", 4, 1 / 256.0, 0), Activation.NONE, false, -1);

        Classifications result = decode(decoder, bytes, ClassificationOptions.NONE);

        assertThat(result.best()).isEqualTo(new Classification(1, "bee", 200 / 256f));
    }

    @Test
    void decode_dequantizesSignedBytes() {
        Tensor bytes = Tensor.allocate("scores", DataType.INT8, Shape.of(1, 4));
        bytes.bytes().put(0, (byte) -128).put(1, (byte) 0).put(2, (byte) 127).put(3, (byte) -1);
        ClassificationDecoder decoder =
                decoder(new ClassOutput(0, "scores", 4, 1 / 256.0, -128), Activation.NONE, false, -1);

        Classifications result = decode(decoder, bytes, ClassificationOptions.NONE);

        assertThat(result.best()).isEqualTo(new Classification(2, "cat", 255 / 256f));
    }

    @Test
    void decode_refusesNaNAndInfinityNamingTheTensor() {
        ClassificationDecoder decoder = decoder(Activation.SOFTMAX, false);

        assertThatThrownBy(() -> decode(decoder, floats(0, Float.NaN, 0, 0), ClassificationOptions.NONE))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("scores")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> decode(decoder, floats(0, 1, Float.POSITIVE_INFINITY, 0), ClassificationOptions.NONE))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("Infinity");
    }

    @Test
    void decode_leavesTheBackgroundOut() {
        ClassificationDecoder decoder = decoder(new ClassOutput(0, "scores", 4, 1, 0), Activation.NONE, false, 0);

        Classifications result = decode(decoder, floats(0.9f, 0.05f, 0.03f, 0.02f), ClassificationOptions.NONE);

        assertThat(result.classes()).extracting(Classification::label).containsExactly("bee", "cat", "dog");
        assertThat(result.best().score()).isEqualTo(0.05f);
    }

    @Test
    void decode_honoursTheOptionsOfTheCall() {
        ClassificationDecoder decoder = decoder(Activation.NONE, false);
        Tensor scores = floats(0.4f, 0.3f, 0.2f, 0.1f);

        assertThat(decode(decoder, scores, options().maxResults(2).build()).classes())
                .extracting(Classification::label)
                .containsExactly("ant", "bee");
        assertThat(decode(decoder, scores, options().scoreThreshold(0.2f).build())
                        .classes())
                .extracting(Classification::label)
                .containsExactly("ant", "bee", "cat");
        assertThat(decode(decoder, scores, options().allow("dog", "bee").build())
                        .classes())
                .extracting(Classification::label)
                .containsExactly("bee", "dog");
        assertThat(decode(decoder, scores, options().deny("ant").build()).best())
                .isEqualTo(new Classification(1, "bee", 0.3f));
        assertThat(decode(decoder, scores, options().scoreThreshold(0.5f).build()))
                .isEmpty();
    }

    @Test
    void decode_namesAnUnknownLabelAndANearOne() {
        assertThatThrownBy(() -> decode(
                        decoder(Activation.NONE, false),
                        floats(1, 0, 0, 0),
                        options().allow("Cat").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"Cat\"")
                .hasMessageContaining("Did you mean \"cat\"?");
    }

    @Test
    void decode_ordersManyClassesLikeAStableSort() {
        int classes = 1001;
        float[] values = new float[classes];
        for (int i = 0; i < classes; i++) {
            values[i] = (i * 37 % 11) / 11f - 0.5f;
        }
        Tensor tensor = Tensor.allocate("scores", DataType.FLOAT32, Shape.of(1, classes));
        tensor.floats().put(0, values);
        List<Integer> expected = IntStream.range(0, classes)
                .boxed()
                .sorted((a, b) -> Float.compare(values[b], values[a]))
                .toList();
        ClassificationDecoder decoder = new ClassificationDecoder(new ClassificationDecoder.Parts(
                new ClassOutput(0, "scores", classes, 1, 0),
                Activation.NONE,
                false,
                new ClassLabels(
                        IntStream.range(0, classes).mapToObj(i -> "c" + i).toList(), -1),
                ClassificationOptions.NONE,
                List.of()));

        for (int count : new int[] {1, 5, 32, 33, classes}) {
            Classifications result =
                    decode(decoder, tensor, options().maxResults(count).build());

            assertThat(result.classes()).extracting(Classification::index).isEqualTo(expected.subList(0, count));
        }
    }

    private static ClassificationOptions.Builder options() {
        return ClassificationOptions.builder();
    }

    private static Classifications decode(ClassificationDecoder decoder, Tensor tensor, ClassificationOptions options) {
        return decoder.decode(List.of(tensor), 0, GEOMETRY, options);
    }

    private static ClassificationDecoder decoder(Activation activation, boolean multiLabel) {
        return decoder(new ClassOutput(0, "scores", 4, 1, 0), activation, multiLabel, -1);
    }

    private static ClassificationDecoder decoder(
            ClassOutput output, Activation activation, boolean multiLabel, int background) {
        return new ClassificationDecoder(new ClassificationDecoder.Parts(
                output,
                activation,
                multiLabel,
                new ClassLabels(LABELS, background),
                ClassificationOptions.NONE,
                List.of()));
    }

    private static Tensor floats(float... values) {
        Tensor tensor = Tensor.allocate("scores", DataType.FLOAT32, Shape.of(1, values.length));
        tensor.floats().put(0, values);
        return tensor;
    }
}
