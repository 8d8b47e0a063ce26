package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On tensors worked out by hand. */
class SegmentationDecoderTest {
    private static final SegmentationOptions NEAREST =
            SegmentationOptions.builder().resampling(MapResampling.NEAREST).build();

    @Test
    void decode_choosesTheHighestScore() {
        // 2x2 pixels; class 0, 1, 2 as planes.
        Tensor scores = floats(Shape.of(1, 3, 2, 2), 5, 0, 0, 1, 1, 6, 0, 1, 2, 3, 7, 1);

        Segmentation result = argmax(3).decode(scores, stretch(2, 2, 2, 2));

        // The last pixel has three equal scores: the lowest index wins.
        assertThat(result.map().toInts()).containsExactly(0, 1, 2, 0);
        assertThat(result.labelAt(1, 0)).contains("class 1");
        assertThat(result.imageSize()).isEqualTo(new ImageSize(2, 2));
    }

    @Test
    void decode_resizesScoresBeforeTheyAreCompared() {
        // A row of two cells becomes four pixels at -0.25 (0), 0.25, 0.75, 1.25 (1):
        // class 0: 1, 0.75, 0.25, 0; class 1: 0, 0.9, 2.7, 3.6. The nearest cell would give 0, 0, 1, 1.
        Tensor scores = floats(Shape.of(1, 2, 1, 2), 1, 0, 0, 3.6f);

        assertThat(argmax(2).decode(scores, stretch(4, 1, 2, 1)).map().toInts()).containsExactly(0, 1, 1, 1);
        assertThat(argmax(2).decode(scores, stretch(4, 1, 2, 1), NEAREST).map().toInts())
                .containsExactly(0, 0, 1, 1);
    }

    @Test
    void decode_resizesBothAxes() {
        // One cell in four is of class 1 with 4 against 1: at (0.75, 0.75) it weighs 0.5625 * 4 = 2.25,
        // at (0.25, 0.75) and (0.75, 0.25) 0.1875 * 4 = 0.75, at the edges 0.75 * 4 = 3 and 0.25 * 4 = 1.
        Tensor scores = floats(Shape.of(1, 2, 2, 2), 0.9f, 0.9f, 0.9f, 0.9f, 0, 0, 0, 4);

        assertThat(argmax(2).decode(scores, stretch(4, 4, 2, 2)).map().toInts())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1);
    }

    @Test
    void decode_readsInterleavedChannelsAndThePlaceOfTheBatch() {
        Tensor scores = floats(Shape.of(2, 1, 2, 3), 9, 0, 0, 9, 0, 0, 0, 1, 2, 0, 2, 1);
        DecoderFixture decoder = DecoderFixture.of(new MapOutput(0, "scores", OutputForm.ARGMAX, true, 3), 3);

        assertThat(decoder.decode(scores, 1, stretch(2, 1, 2, 1)).map().toInts())
                .containsExactly(2, 1);
    }

    @Test
    void decode_leavesPaddingOut() {
        // A picture of 4x2 lies in rows 1 and 2 of an input of 4x4. The padding shouts class 1.
        Tensor scores = floats(
                Shape.of(1, 2, 4, 4), //
                0,
                0,
                0,
                0,
                1,
                1,
                0,
                0,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0, //
                99,
                99,
                99,
                99,
                0,
                0,
                1,
                1,
                0,
                0,
                1,
                1,
                99,
                99,
                99,
                99);
        Geometry letterbox = new Geometry(new ImageSize(8, 4), new ImageSize(4, 2), 0, 1, new ImageSize(4, 4));

        List<Integer> row = List.of(0, 0, 0, 0, 1, 1, 1, 1);
        for (SegmentationOptions rule : List.of(SegmentationOptions.NONE, NEAREST)) {
            ClassMap map = argmax(2).decode(scores, letterbox, rule).map();
            for (int y = 0; y < 4; y++) {
                int line = y;
                assertThat(IntStream.range(0, 8).mapToObj(x -> map.at(x, line)).toList())
                        .isEqualTo(row);
            }
        }
    }

    @Test
    void decode_givesNoClassWhereThePictureWasCutOff() {
        // The centre 2x2 of a picture of 4x2.
        Geometry crop = new Geometry(new ImageSize(4, 2), new ImageSize(4, 2), -1, 0, new ImageSize(2, 2));
        Tensor scores = floats(Shape.of(1, 2, 2, 2), 0, 1, 1, 0, 1, 0, 0, 1);

        Segmentation result = argmax(2).decode(scores, crop);

        assertThat(result.map().toInts()).containsExactly(-1, 1, 0, -1, -1, 0, 1, -1);
        assertThat(result.labelAt(0, 0)).isEmpty();
        assertThat(result.map().count(ClassMap.IGNORED)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT16", "BOOL"},
            mode = EnumSource.Mode.EXCLUDE)
    void decode_takesNumbersOfClasses(DataType type) {
        Tensor numbers = numbers(type, Shape.of(1, 2, 2), 2, 0, 1, 2);

        Segmentation result = classMap(3, false, -1).decode(numbers, stretch(4, 2, 2, 2));

        assertThat(result.map().toInts()).containsExactly(2, 2, 0, 0, 1, 1, 2, 2);
    }

    @Test
    void decode_takesTruthValuesAsClasses() {
        Tensor numbers = numbers(DataType.BOOL, Shape.of(1, 1, 2), 0, 1);

        assertThat(classMap(2, false, -1)
                        .decode(numbers, stretch(2, 1, 2, 1))
                        .map()
                        .toInts())
                .containsExactly(0, 1);
    }

    @Test
    void decode_reducesLabelsAndLeavesTheIgnoreIndexOut() {
        Tensor numbers = numbers(DataType.UINT8, Shape.of(1, 1, 4), 0, 1, 3, 255);

        Segmentation result = classMap(3, true, 255).decode(numbers, stretch(4, 1, 4, 1));

        assertThat(result.map().toInts()).containsExactly(-1, 0, 2, -1);
    }

    @Test
    void decode_reducesChannels() {
        // Three channels, two labels: channel 0 stands for no class.
        Tensor scores = floats(Shape.of(1, 3, 1, 3), 9, 0, 0, 0, 9, 0, 0, 0, 9);
        DecoderFixture decoder = DecoderFixture.of(
                new MapOutput(0, "scores", OutputForm.ARGMAX, false, 3),
                new ClassNumbering(2, true, -1),
                Activation.SOFTMAX);

        assertThat(decoder.decode(scores, stretch(3, 1, 3, 1)).map().toInts()).containsExactly(-1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(floats = {3, -1, 0.5f})
    void decode_refusesNumbersThatAreNoClass(float number) {
        Tensor numbers = floats(Shape.of(1, 1, 2), 0, number);

        assertThatThrownBy(() -> classMap(3, false, -1).decode(numbers, stretch(2, 1, 2, 1)))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("scores")
                .hasMessageContaining("3 classes")
                .hasMessageContaining(Float.toString(number));
    }

    @Test
    void decode_appliesTheThresholdToOneChannel() {
        Tensor alpha = floats(Shape.of(1, 1, 1, 4), 0.1f, 0.5f, 0.6f, 0.9f);
        DecoderFixture decoder = foreground(Activation.NONE);
        SegmentationOptions strict =
                SegmentationOptions.builder().threshold(0.7f).build();

        assertThat(decoder.decode(alpha, stretch(4, 1, 4, 1)).map().toInts()).containsExactly(0, 1, 1, 1);
        assertThat(decoder.decode(alpha, stretch(4, 1, 4, 1), strict).map().toInts())
                .containsExactly(0, 0, 0, 1);
    }

    @Test
    void decode_appliesTheThresholdToLogits() {
        // sigmoid(1) = 0.731, sigmoid(0) = 0.5, sigmoid(-1) = 0.269.
        Tensor logits = floats(Shape.of(1, 1, 1, 3), 1, 0, -1);
        DecoderFixture decoder = foreground(Activation.SIGMOID);

        assertThat(decoder.decode(logits, stretch(3, 1, 3, 1)).map().toInts()).containsExactly(1, 1, 0);
        for (float all : new float[] {0, 0.26f}) {
            SegmentationOptions low =
                    SegmentationOptions.builder().threshold(all).build();
            assertThat(decoder.decode(logits, stretch(3, 1, 3, 1), low).map().toInts())
                    .containsExactly(1, 1, 1);
        }
        SegmentationOptions one = SegmentationOptions.builder().threshold(1).build();
        assertThat(decoder.decode(logits, stretch(3, 1, 3, 1), one).map().toInts())
                .containsExactly(0, 0, 0);
    }

    @Test
    void decode_givesTheMatteOfTheForegroundAndTheRest() {
        Tensor alpha = floats(Shape.of(1, 1, 1, 2), 0.2f, 1.00001f);
        SegmentationOptions both =
                SegmentationOptions.builder().scores("foreground", "background").build();

        Segmentation result = foreground(Activation.NONE).decode(alpha, stretch(4, 1, 2, 1), both);

        // 0.2, 0.4, 0.8, 1.0 of the foreground.
        assertThat(result.scores("foreground").orElseThrow().toBytes())
                .containsExactly(51, 102, (byte) 204, (byte) 255);
        assertThat(result.scores("background").orElseThrow().at(0, 0)).isCloseTo(0.8f, within(0.002f));
    }

    @Test
    void decode_givesTheSoftmaxOfAClass() {
        // e^0 and e^ln3 sum to 4.
        Tensor logits = floats(Shape.of(1, 2, 1, 2), 0, 1000, (float) Math.log(3), 0);
        SegmentationOptions wanted =
                SegmentationOptions.builder().scores("class 1").build();

        Segmentation result = argmax(2).decode(logits, stretch(2, 1, 2, 1), wanted);

        assertThat(result.scores()).hasSize(1);
        assertThat(result.scores("class 1").orElseThrow().at(0, 0)).isCloseTo(0.75f, within(0.002f));
        assertThat(result.scores("class 1").orElseThrow().at(1, 0)).isZero();
        assertThat(result.scores("class 0")).isEmpty();
    }

    @Test
    void decode_refusesNaNAndInfinityNamingTheTensor() {
        for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Tensor scores = floats(Shape.of(1, 2, 2, 2), 0, 0, 0, 0, 0, 0, broken, 0);
            for (SegmentationOptions rule : List.of(SegmentationOptions.NONE, NEAREST)) {
                // Also where the picture is so small that nobody needs that number.
                for (Geometry geometry : List.of(stretch(5, 5, 2, 2), stretch(1, 1, 2, 2))) {
                    assertThatThrownBy(() -> argmax(2).decode(scores, geometry, rule))
                            .isInstanceOf(InferenceException.class)
                            .hasMessageContaining("scores")
                            .hasMessageContaining(Float.toString(broken))
                            .hasMessageContaining("class 1 at column 0, row 1");
                }
            }
        }
    }

    @Test
    void decode_refusesAnotherNumberOfChannels() {
        Tensor scores = floats(Shape.of(1, 2, 1, 1), 0, 1);

        assertThatThrownBy(() -> argmax(3).decode(scores, stretch(1, 1, 1, 1)))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("3 channels")
                .hasMessageContaining("[1, 2, 1, 1]");
    }

    @Test
    void decode_refusesOptionsThatDoNotFit() {
        Tensor scores = floats(Shape.of(1, 2, 1, 1), 0, 1);
        Tensor numbers = numbers(DataType.INT64, Shape.of(1, 1, 1), 0);
        SegmentationOptions threshold =
                SegmentationOptions.builder().threshold(0.5f).build();
        SegmentationOptions bilinear =
                SegmentationOptions.builder().resampling(MapResampling.BILINEAR).build();
        SegmentationOptions unknown =
                SegmentationOptions.builder().scores("zebra").build();
        Geometry one = stretch(1, 1, 1, 1);

        assertThatThrownBy(() -> argmax(2).decode(scores, one, threshold))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threshold");
        assertThatThrownBy(() -> argmax(2).decode(scores, one, unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zebra");
        for (SegmentationOptions wrong : List.of(threshold, bilinear, unknown)) {
            assertThatThrownBy(() -> classMap(2, false, -1).decode(numbers, one, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("class-map");
        }
    }

    @Test
    void decode_takesTwoBytesAPixelForManyClasses() {
        int classes = 300;
        float[] values = new float[classes * 2];
        values[299 * 2] = 1;
        values[255 * 2 + 1] = 1;
        Tensor scores = floats(Shape.of(1, classes, 1, 2), values);

        Segmentation result = argmax(classes).decode(scores, stretch(2, 1, 2, 1));

        assertThat(result.map().toInts()).containsExactly(299, 255);
        assertThat(result.areas()).extracting(ClassArea::index).containsExactly(255, 299);
    }

    @Test
    void decode_answersTheSmallestAndTheLongestPicture() {
        Tensor scores = floats(Shape.of(1, 2, 2, 2), 3, 3, 0, 0, 0, 0, 1, 1);

        // At the middle of the picture class 0 has 1.5 and class 1 has 0.5.
        assertThat(argmax(2).decode(scores, stretch(1, 1, 2, 2)).map().toInts()).containsExactly(0);
        ClassMap strip = argmax(2).decode(scores, stretch(20000, 10, 2, 2)).map();
        assertThat(strip.at(0, 0)).isZero();
        assertThat(strip.at(19999, 9)).isEqualTo(1);
        assertThat(strip.count(ClassMap.IGNORED)).isZero();
    }

    private static DecoderFixture argmax(int classes) {
        return DecoderFixture.of(new MapOutput(0, "scores", OutputForm.ARGMAX, false, classes), classes);
    }

    private static DecoderFixture classMap(int classes, boolean reduced, int ignoreIndex) {
        return DecoderFixture.of(
                new MapOutput(0, "scores", OutputForm.CLASS_MAP, false, 1),
                new ClassNumbering(classes, reduced, ignoreIndex),
                Activation.NONE);
    }

    private static DecoderFixture foreground(Activation activation) {
        return DecoderFixture.foreground(activation);
    }

    private static Geometry stretch(int width, int height, int targetWidth, int targetHeight) {
        ImageSize target = new ImageSize(targetWidth, targetHeight);
        return new Geometry(new ImageSize(width, height), target, 0, 0, target);
    }

    private static Tensor floats(Shape shape, float... values) {
        Tensor tensor = Tensor.allocate("scores", DataType.FLOAT32, shape);
        tensor.floats().put(0, values);
        return tensor;
    }

    private static Tensor numbers(DataType type, Shape shape, int... values) {
        Tensor tensor = Tensor.allocate("scores", type, shape);
        for (int i = 0; i < values.length; i++) {
            switch (type) {
                case FLOAT32 -> tensor.floats().put(i, values[i]);
                case INT64 -> tensor.bytes().asLongBuffer().put(i, values[i]);
                case INT32 -> tensor.bytes().asIntBuffer().put(i, values[i]);
                default -> tensor.bytes().put(i, (byte) values[i]);
            }
        }
        return tensor;
    }
}
