package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A map of 2 rows and 4 columns on an input of 64x32. */
class FastestDetDecoderTest {
    private static final int CELLS = 8;

    private final Tensor output = HandMade.zeros("758", 1, 7, 2, 4);

    private HandMade model() {
        return new HandMade(new ImageSize(64, 32), output).labels("cat", "dog");
    }

    private void cell(int cell, float... channels) {
        for (int i = 0; i < channels.length; i++) {
            output.floats().put(i * CELLS + cell, channels[i]);
        }
    }

    @Test
    void decode_weighsObjectnessAndClass() {
        // Cell 6 is column 2 of row 1: centre (2/4 * 64, 1/2 * 32) = (32, 16); sigmoid(0) = half of the input.
        cell(6, 0.5f, 0, 0, 0, 0, 0.1f, 0.25f);

        HandMade model = model();
        Detection found = model.detections().objects().get(0);

        assertThat(model.recognised()).isEqualTo("\"fastestdet\"");
        assertThat(found.label()).isEqualTo("dog");
        // 2^-0.6 * 2^-0.8
        assertThat(found.score()).isCloseTo((float) Math.pow(2, -1.4), within(1e-6f));
        BoxAssert.assertClose(found.box(), new Box(16, 8, 48, 24));
    }

    @Test
    void decode_movesTheCentreByTanh() {
        // atanh(0.5) = ln(3) / 2; sigmoid(-ln 3) = 1/4.
        float half = (float) (Math.log(3) / 2);
        float quarter = (float) -Math.log(3);
        cell(0, 1, half, half, quarter, quarter, 1, 0);

        BoxAssert.assertClose(model().detections().objects().get(0).box(), new Box(0, 4, 16, 12));
    }

    @Test
    void decode_keepsAScoreThatIsHigherThanTheObjectness() {
        cell(3, 0.4f, 0, 0, 0, 0, 1, 0);
        DetectionOptions options =
                DetectionOptions.builder().scoreThreshold(0.5f).build();

        assertThat(model().options(options).detections().objects().get(0).score())
                .isCloseTo((float) Math.pow(0.4, 0.6), within(1e-6f));
    }

    @Test
    void decode_namesTheTensorThatIsNotFinite() {
        cell(2, Float.NaN);

        assertThatThrownBy(() -> model().detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("758");
    }
}
