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

/** Two queries on an input of 40x20. */
class DetrDecoderTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);
    private static final float LN2 = (float) Math.log(2);
    private static final float LN3 = (float) Math.log(3);

    private final Tensor boxes =
            HandMade.floats("pred_boxes", Shape.of(1, 2, 4), 0.5f, 0.5f, 0.5f, 0.8f, 0.25f, 0.5f, 0.1f, 0.1f);

    @Test
    void decode_takesTheSoftmaxWithoutNoObject() {
        // e^0, e^ln2, e^ln3 = 1, 2, 3 of 6: no object is the most likely of the first query, dog is still one third.
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), 0, LN2, LN3, 0, 0, 20);
        HandMade model = new HandMade(INPUT, logits, boxes).labels("cat", "dog");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"detr\"");
        assertThat(found.objects()).hasSize(1);
        assertThat(found.objects().get(0).label()).isEqualTo("dog");
        assertThat(found.objects().get(0).score()).isCloseTo(1 / 3f, within(1e-6f));
        BoxAssert.assertClose(found.objects().get(0).box(), new Box(10, 2, 30, 18));
    }

    @Test
    void decode_takesTheSigmoidWhenEveryChannelHasALabel() {
        // sigmoid(ln 3) = 3/4, sigmoid(0) = 1/2.
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 2), LN3, 0, -9, 0);

        Detections found =
                new HandMade(INPUT, logits, boxes).labels("cat", "dog").detections();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("cat", "dog");
        assertThat(found.objects().get(0).score()).isCloseTo(0.75f, within(1e-6f));
        BoxAssert.assertClose(found.objects().get(1).box(), new Box(8, 9, 12, 11));
    }

    @Test
    void decode_doesWhatTheActivationSays() {
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), 0, LN2, LN3, 0, 0, 20);

        Detections found = new HandMade(INPUT, logits, boxes)
                .setting("activation", "softmax")
                .detections();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("class 1");
    }

    @Test
    void decoder_refusesAnotherNumberOfLabelsWithBothNumbers() {
        HandMade model = new HandMade(INPUT, HandMade.zeros("logits", 1, 2, 92), boxes).labels("cat", "dog");

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("92")
                .hasMessageContaining("2 labels");
    }

    @Test
    void decode_namesTheTensorThatIsNotFinite() {
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 2), 0, 0, Float.NaN, 0);
        HandMade model = new HandMade(INPUT, logits, boxes).labels("cat", "dog");
        assertThatThrownBy(model::detections)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("logits");

        logits.floats().put(2, 0);
        boxes.floats().put(7, Float.NaN);
        assertThatThrownBy(model::detections)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("pred_boxes");
    }
}
