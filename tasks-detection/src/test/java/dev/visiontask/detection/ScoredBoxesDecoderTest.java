package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boxes and scores in two outputs, on an input of 40x20. */
class ScoredBoxesDecoderTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);
    private static final float[] BOXES = {0.25f, 0.5f, 0.5f, 1, 0, 0, 0.1f, 0.1f};

    @Test
    void priorBox_leavesOutTheBackground() {
        // The second box is background for the most part; face is still over the threshold.
        Tensor scores = HandMade.floats("scores", Shape.of(1, 2, 2), 0.1f, 0.9f, 0.7f, 0.3f);
        HandMade model = new HandMade(INPUT, scores, boxes(Shape.of(1, 2, 4))).labels("background", "face");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"prior-box\"");
        assertThat(found.objects())
                .containsExactly(
                        new Detection(1, "face", 0.9f, new Box(10, 10, 20, 20)),
                        new Detection(1, "face", 0.3f, new Box(0, 0, 4, 2)));
    }

    @Test
    void priorBox_knowsABackgroundWithoutALabel() {
        Tensor scores = HandMade.floats("scores", Shape.of(1, 2, 3), 0.1f, 0.2f, 0.7f, 0.9f, 0.05f, 0.05f);

        Detections found = new HandMade(INPUT, scores, boxes(Shape.of(1, 2, 4)))
                .labels("cat", "dog")
                .detections();

        assertThat(found.objects()).containsExactly(new Detection(1, "dog", 0.7f, new Box(10, 10, 20, 20)));
    }

    @Test
    void priorBox_namesClassesByNumberWithoutLabels() {
        Tensor scores = HandMade.floats("scores", Shape.of(1, 2, 2), 0.1f, 0.9f, 1, 0);

        assertThat(new HandMade(INPUT, scores, boxes(Shape.of(1, 2, 4)))
                        .detections()
                        .objects())
                .extracting(Detection::label)
                .containsExactly("class 1");
    }

    @Test
    void yolov4_hasNoBackground() {
        Tensor confs = HandMade.floats("confs", Shape.of(1, 2, 2), 0.75f, 0.5f, 0, 0);
        HandMade model = new HandMade(INPUT, boxes(Shape.of(1, 2, 1, 4)), confs).labels("cat", "dog");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"yolov4\"");
        assertThat(found.objects()).containsExactly(new Detection(0, "cat", 0.75f, new Box(10, 10, 20, 20)));
    }

    @Test
    void decode_namesTheTensorThatIsNotFinite() {
        Tensor boxes = boxes(Shape.of(1, 2, 4));
        Tensor scores = HandMade.floats("scores", Shape.of(1, 2, 2), 0, 1, Float.NaN, 0);
        assertThatThrownBy(() -> new HandMade(INPUT, scores, boxes).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output scores");

        scores.floats().put(2, 0);
        boxes.floats().put(1, Float.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> new HandMade(INPUT, scores, boxes).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output boxes");
    }

    @Test
    void decoder_refusesAnotherNumberOfLabelsWithBothNumbers() {
        Tensor scores = HandMade.zeros("scores", 1, 2, 5);

        assertThatThrownBy(() -> new HandMade(INPUT, scores, boxes(Shape.of(1, 2, 4)))
                        .labels("a", "b", "c")
                        .decoder())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Expected 5 labels")
                .hasMessageContaining("3 labels");
    }

    @Test
    void decoder_asksForTheDecoderWhenNamesSayNothing() {
        HandMade model = new HandMade(INPUT, HandMade.zeros("first", 1, 2, 21), HandMade.zeros("second", 1, 2, 4));

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("first float32 [1, 2, 21]")
                .hasMessageContaining("decoder");

        model.setting("decoder", "prior-box").setting("outputs", List.of("second", "first"));
        assertThat(model.detections().objects()).isEmpty();
    }

    private static Tensor boxes(Shape shape) {
        return HandMade.floats("boxes", shape, BOXES);
    }
}
