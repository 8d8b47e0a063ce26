package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An input of 32x32 has 4x4 cells of stride 8, 2x2 of 16 and one of 32: 21 in all. */
class YoloxDecoderTest {
    private static final ImageSize INPUT = new ImageSize(32, 32);
    private static final int CHANNELS = 7;

    private final Tensor output = HandMade.zeros("output", 1, 21, CHANNELS);

    private HandMade model() {
        return new HandMade(INPUT, output).labels("cat", "dog");
    }

    private void row(int row, float... values) {
        output.floats().put(row * CHANNELS, values);
    }

    @Test
    void decode_addsTheCellAndScalesByTheStride() {
        // Cell 6 is column 2 of row 1: centre ((0.5 + 2) * 8, (0.25 + 1) * 8) = (20, 10), size (e^0 * 8, 2 * 8).
        row(6, 0.5f, 0.25f, 0, (float) Math.log(2), 0.9f, 0.2f, 0.5f);

        Detections found = model().detections();

        assertThat(found.objects()).hasSize(1);
        Detection dog = found.objects().get(0);
        assertThat(dog.index()).isEqualTo(1);
        assertThat(dog.label()).isEqualTo("dog");
        assertThat(dog.score()).isCloseTo(0.45f, within(1e-6f));
        BoxAssert.assertClose(dog.box(), new Box(16, 2, 24, 18));
    }

    @Test
    void decode_countsThroughTheLevels() {
        // Rows 16 to 19 are the cells of stride 16; row 18 is column 0 of row 1. Row 20 is the cell of stride 32.
        row(18, 0.5f, 0.5f, 0, 0, 1, 0.5f, 0);
        row(20, 0.5f, 0.5f, 0, 0, 1, 0, 0.75f);

        Detections found = model().detections();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("dog", "cat");
        BoxAssert.assertClose(found.objects().get(0).box(), new Box(0, 0, 32, 32));
        BoxAssert.assertClose(found.objects().get(1).box(), new Box(0, 16, 16, 32));
    }

    @Test
    void decode_goesBackThroughTheLetterbox() {
        // A picture of 64x32 at half its size covers rows 0 to 16 of the input.
        row(6, 0.5f, 0.25f, 0, 0, 1, 1, 0);

        Detections found = model().detections(new Geometry(new ImageSize(64, 32), new ImageSize(32, 16), 0, 0, INPUT));

        BoxAssert.assertClose(found.objects().get(0).box(), new Box(32, 12, 48, 28));
        assertThat(found.imageSize()).isEqualTo(new ImageSize(64, 32));
    }

    @Test
    void decode_dividesByTheRatioBeforeTruncation() {
        // 40x27 to 32x32: the ratio is 0.8, 27 * 0.8 = 21.6 is truncated to 21. Bottom (1.5 + 1) * 8 = 20 is 20 / 0.8.
        row(6, 0.5f, 0.5f, 0, (float) Math.log(2), 1, 1, 0);

        Detections found = model().detections(new Geometry(new ImageSize(40, 27), new ImageSize(32, 21), 0, 0, INPUT));

        BoxAssert.assertClose(found.objects().get(0).box(), new Box(20, 5, 30, 25));
    }

    @Test
    void decode_followsTheGeometryWhenThereIsNoLetterbox() {
        row(6, 0.5f, 0.25f, 0, 0, 1, 1, 0);

        Detections found = model().detections(new Geometry(new ImageSize(64, 96), INPUT, 0, 0, INPUT));

        BoxAssert.assertClose(found.objects().get(0).box(), new Box(32, 18, 48, 42));
    }

    @Test
    void decode_clipsHugeBoxesInsteadOfOverflowing() {
        row(0, 0, 0, 500, 500, 1, 1, 0);

        assertThat(model().detections().objects().get(0).box()).isEqualTo(new Box(0, 0, 32, 32));
    }

    @Test
    void decode_isRecognisedByTheGrid() {
        row(6, 0.5f, 0.25f, 0, 0, 1, 1, 0);

        assertThat(model().recognised()).isEqualTo("\"yolox\"");
    }

    @Test
    void decode_refusesNaNAndInfinityNamingTheTensor() {
        row(20, 0.5f, 0.5f, 0, 0, Float.NaN, 0, 0);
        assertThatThrownBy(() -> model().detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output")
                .hasMessageContaining("NaN");

        row(20, 0.5f, 0.5f, Float.POSITIVE_INFINITY, 0, 1, 1, 0);
        assertThatThrownBy(() -> model().detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output")
                .hasMessageContaining("infinity");

        row(20, 0.5f, 0.5f, 0, 0, Float.NEGATIVE_INFINITY, 1, 0);
        assertThatThrownBy(() -> model().detections()).isInstanceOf(InferenceException.class);
    }

    @Test
    void decode_refusesLogits() {
        row(6, 0.5f, 0.25f, 0, 0, 3, 2, 0);

        assertThatThrownBy(() -> model().detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("6.0")
                .hasMessageContaining("output");
    }

    @Test
    void decode_refusesAnotherNumberOfCells() {
        HandMade model = new HandMade(INPUT, HandMade.zeros("output", 1, 16, CHANNELS))
                .labels("cat", "dog")
                .setting("decoder", "yolox")
                .setting("strides", List.of(16, 32));

        assertThatThrownBy(model::detections)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("5 predictions")
                .hasMessageContaining("16, 7");
    }
}
