package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** YOLO as some exporters leave it: transposed, or with boxes relative to an input of 64x32, which has 42 cells. */
class OutputLayoutTest {
    private static final ImageSize INPUT = new ImageSize(64, 32);
    private static final Box BOX = new Box(30, 12, 50, 20);

    private static Tensor rows(float... prediction) {
        Tensor output = HandMade.zeros("output0", 1, 42, prediction.length);
        output.floats().put(41 * prediction.length, prediction);
        return output;
    }

    private static Tensor columns(float... prediction) {
        Tensor output = HandMade.zeros("output0", 1, prediction.length, 42);
        for (int channel = 0; channel < prediction.length; channel++) {
            output.floats().put(channel * 42 + 41, prediction[channel]);
        }
        return output;
    }

    private static void assertFindsTheDog(HandMade model) {
        assertThat(model.detections().objects()).containsExactly(new Detection(1, "dog", 0.75f, BOX));
    }

    @Test
    void yolov8_isKnownByItsLabelsWhenTransposed() {
        HandMade model = new HandMade(INPUT, rows(40, 16, 20, 8, 0.5f, 0.75f)).labels("cat", "dog");

        assertThat(model.recognised()).isEqualTo("\"yolov8\"");
        assertFindsTheDog(model);
        assertFindsTheDog(model.setting("decoder", "yolov8"));
    }

    @Test
    void yolov8_isReadAsTheDescriptionSays() {
        HandMade model = new HandMade(INPUT, rows(40, 16, 20, 8, 0.5f, 0.75f))
                .setting("decoder", "yolov8")
                .setting("output_layout", "rows");

        assertThat(model.detections().objects()).containsExactly(new Detection(1, "class 1", 0.75f, BOX));
    }

    @Test
    void yolov8_readsMasksWhenTransposed() {
        Tensor prototypes = HandMade.zeros("output1", 1, 2, 8, 16);
        for (int i = 0; i < 128; i++) {
            prototypes.floats().put(i, 1);
        }
        HandMade model = new HandMade(INPUT, rows(40, 16, 20, 8, 0.5f, 0.75f, 1, 0), prototypes).labels("cat", "dog");

        assertThat(model.detections().objects().get(0).mask().orElseThrow().box())
                .isEqualTo(BOX);
    }

    @Test
    void yolov8_refusesNaNAnywhereWhenTransposed() {
        for (int channel = 0; channel < 6; channel++) {
            Tensor output = HandMade.zeros("output0", 1, 42, 6);
            output.floats().put(13 * 6 + channel, Float.NaN);
            HandMade model = new HandMade(INPUT, output).labels("cat", "dog");

            assertThatThrownBy(model::detections)
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("output0");
        }
    }

    @Test
    void relative_isScaledByTheInput() {
        float x = 40 / 64f;
        float width = 20 / 64f;

        assertFindsTheDog(new HandMade(INPUT, columns(x, 0.5f, width, 0.25f, 0.5f, 0.75f))
                .labels("cat", "dog")
                .setting("coordinates", "relative"));
        assertFindsTheDog(new HandMade(INPUT, rows(x, 0.5f, width, 0.25f, 0.5f, 0.75f))
                .labels("cat", "dog")
                .setting("coordinates", "relative"));
        assertFindsTheDog(new HandMade(INPUT, rows(x, 0.5f, width, 0.25f, 1, 0.5f, 0.75f))
                .labels("cat", "dog")
                .setting("coordinates", "relative"));
        Tensor boxes = HandMade.zeros("output0", 1, 300, 6);
        boxes.floats().put(0, new float[] {30 / 64f, 12 / 32f, 50 / 64f, 20 / 32f, 0.75f, 1});
        assertFindsTheDog(new HandMade(INPUT, boxes).labels("cat", "dog").setting("coordinates", "relative"));
    }

    @Test
    void keys_areRefusedWhereTheyMeanNothing() {
        HandMade yolox = new HandMade(INPUT, rows(40, 16, 20, 8, 1, 0.5f, 0.75f))
                .labels("cat", "dog")
                .setting("decoder", "yolox")
                .setting("coordinates", "relative");

        assertThatThrownBy(yolox::decoder)
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("yolox")
                .hasMessageContaining("coordinates")
                .hasMessageContaining("yolov5, yolov8, end2end");
    }

    @Test
    void keys_refuseOtherValues() {
        HandMade model = new HandMade(INPUT, columns(40, 16, 20, 8, 0.5f, 0.75f)).labels("cat", "dog");

        assertThatThrownBy(model.setting("coordinates", "percent")::decoder)
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("percent");
        model.setting("coordinates", "pixels").setting("output_layout", "NCHW");
        assertThatThrownBy(model::decoder)
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("NCHW");
    }
}
