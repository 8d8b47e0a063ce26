package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The layouts of YOLO that are decoded in the graph. An input of 32x32 has 21 cells, so 63 with three anchors each. */
class YoloDecodersTest {
    private static final ImageSize INPUT = new ImageSize(32, 32);

    @Test
    void yolov5_multipliesObjectnessAndClass() {
        Tensor output = HandMade.zeros("output0", 1, 63, 7);
        output.floats().put(40 * 7, new float[] {16, 12, 8, 4, 0.8f, 0.75f, 0.5f});
        HandMade model = new HandMade(INPUT, output).labels("cat", "dog");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"yolov5\"");
        assertThat(found.objects()).hasSize(1);
        assertThat(found.objects().get(0).label()).isEqualTo("cat");
        assertThat(found.objects().get(0).score()).isCloseTo(0.6f, within(1e-6f));
        BoxAssert.assertClose(found.objects().get(0).box(), new Box(12, 10, 20, 14));
    }

    @Test
    void yolov5_readsThePlaceOfTheBatch() {
        Tensor output = HandMade.zeros("output0", 2, 63, 7);
        output.floats().put(0, new float[] {16, 12, 8, 4, 1, 1, 0});
        output.floats().put((63 + 62) * 7, new float[] {10, 10, 4, 4, 1, 0, 1});

        Detections found = new HandMade(INPUT, output).labels("cat", "dog").second();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("dog");
        BoxAssert.assertClose(found.objects().get(0).box(), new Box(8, 8, 12, 12));
    }

    @Test
    void yolov5_isRecognisedWithOneRowACellByItsPixels() {
        Tensor output = HandMade.zeros("output", 1, 21, 7);
        output.floats().put(15 * 7, new float[] {28, 28, 4, 4, 1, 1, 0});

        assertThat(new HandMade(INPUT, output).labels("cat", "dog").recognised())
                .isEqualTo("\"yolov5\"");
    }

    @Test
    void yolov8_readsColumns() {
        Tensor output = HandMade.zeros("output0", 1, 6, 21);
        column(output, 7, 16, 12, 8, 4, 0.25f, 0.75f);
        column(output, 20, 4, 4, 4, 4, 0.5f, 0.5f);
        HandMade model = new HandMade(INPUT, output).labels("cat", "dog");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"yolov8\"");
        assertThat(found.objects())
                .containsExactly(
                        new Detection(1, "dog", 0.75f, new Box(12, 10, 20, 14)),
                        new Detection(0, "cat", 0.5f, new Box(2, 2, 6, 6)));
    }

    @Test
    void yolov8_readsAnyInputSize() {
        // 64x32: 8x4 + 4x2 + 2x1 = 42 cells.
        Tensor output = HandMade.zeros("output0", 1, 6, 42);
        for (int channel = 0; channel < 5; channel++) {
            output.floats().put(channel * 42 + 41, new float[] {40, 16, 20, 8, 0.5f}[channel]);
        }

        Detections found =
                new HandMade(new ImageSize(64, 32), output).labels("cat", "dog").detections();

        assertThat(found.objects()).containsExactly(new Detection(0, "cat", 0.5f, new Box(30, 12, 50, 20)));
    }

    @Test
    void yolov8_readsThePlaceOfTheBatch() {
        Tensor output = HandMade.zeros("output0", 2, 6, 21);
        float[] values = {16, 12, 8, 4, 0, 1};
        for (int channel = 0; channel < 6; channel++) {
            output.floats().put((6 + channel) * 21 + 3, values[channel]);
        }

        assertThat(new HandMade(INPUT, output).labels("cat", "dog").second().objects())
                .containsExactly(new Detection(1, "dog", 1, new Box(12, 10, 20, 14)));
    }

    @Test
    void yolov8_refusesNaNAndInfinityAnywhere() {
        for (int channel = 0; channel < 6; channel++) {
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                Tensor output = HandMade.zeros("output0", 1, 6, 21);
                output.floats().put(channel * 21 + 13, bad);
                HandMade model = new HandMade(INPUT, output).labels("cat", "dog");

                assertThatThrownBy(model::detections)
                        .describedAs("%s in channel %d", bad, channel)
                        .isInstanceOf(InferenceException.class)
                        .hasMessageContaining("output0");
            }
        }
    }

    @Test
    void yolov8_refusesAnotherNumberOfLabelsWithBothNumbers() {
        HandMade model = new HandMade(INPUT, HandMade.zeros("output0", 1, 6, 21)).labels("cat", "dog", "hen");

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("7 channels (yolov8)")
                .hasMessageContaining("output0 has 6");
        model.setting("decoder", "yolov8");
        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Expected 2 labels")
                .hasMessageContaining("3 labels");
    }

    private static void column(Tensor output, int column, float... values) {
        for (int channel = 0; channel < values.length; channel++) {
            output.floats().put(channel * 21 + column, values[channel]);
        }
    }

    @Test
    void endToEnd_takesRowsAsTheyAre() {
        Tensor output = HandMade.zeros("output0", 1, 300, 6);
        output.floats().put(0, new float[] {1, 2, 11, 12, 0.9f, 1, 1.5f, 2, 11, 12, 0.8f, 1});
        HandMade model = new HandMade(INPUT, output).labels("cat", "dog");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"end2end\"");
        assertThat(found.objects())
                .containsExactly(
                        new Detection(1, "dog", 0.9f, new Box(1, 2, 11, 12)),
                        new Detection(1, "dog", 0.8f, new Box(1.5f, 2, 11, 12)));
    }

    @Test
    void endToEnd_namesTheTensorOfANaN() {
        Tensor output = HandMade.floats("output0", Shape.of(1, 1, 6), 0, 0, 1, 1, Float.NaN, 0);

        assertThatThrownBy(() -> new HandMade(INPUT, output).labels("cat").detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output0");
    }

    @Test
    void endToEnd_refusesAClassWithoutALabel() {
        Tensor output = HandMade.floats("output0", Shape.of(1, 1, 6), 0, 0, 1, 1, 0.5f, 7);

        assertThatThrownBy(
                        () -> new HandMade(INPUT, output).labels("cat", "dog").detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("2 labels")
                .hasMessageContaining("class 7");
    }
}
