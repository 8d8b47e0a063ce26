package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Models with suppression inside, on an input of 40x20. */
class ListedBoxesDecoderTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);
    private static final String TFLITE = "TFLite_Detection_PostProcess";

    @Test
    void tflite_readsTopLeftBottomRightAndClassesFromZero() {
        HandMade model = tflite(2, 0.9f, 0.8f, 0.7f).labels("cat", "dog", "hen");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"ssd-tflite\"");
        // Boxes that overlap stay, because the model has chosen already; the third place is beyond the count.
        assertThat(found.objects())
                .containsExactly(
                        new Detection(2, "hen", 0.9f, new Box(10, 2, 30, 18)),
                        new Detection(0, "cat", 0.8f, new Box(10, 2, 30, 18)));
    }

    private static HandMade tflite(int count, float... scores) {
        return new HandMade(
                INPUT,
                HandMade.floats(
                        TFLITE,
                        Shape.of(1, 3, 4),
                        0.1f,
                        0.25f,
                        0.9f,
                        0.75f,
                        0.1f,
                        0.25f,
                        0.9f,
                        0.75f,
                        0.1f,
                        0.25f,
                        0.9f,
                        0.75f),
                HandMade.floats(TFLITE + ":1", Shape.of(1, 3), 2, 0, 1),
                HandMade.floats(TFLITE + ":2", Shape.of(1, 3), scores),
                HandMade.floats(TFLITE + ":3", Shape.of(1), count));
    }

    @Test
    void tflite_canBeSuppressedOnRequest() {
        DetectionOptions agnostic =
                DetectionOptions.builder().nms(NmsMode.CLASS_AGNOSTIC).build();

        assertThat(tflite(3, 0.9f, 0.8f, 0.7f).options(agnostic).detections().objects())
                .hasSize(1);
    }

    @Test
    void tflite_ignoresWhatIsBeyondTheCountButRefusesNaNWithin() {
        assertThat(tflite(1, 0.9f, Float.NaN, 0).detections().objects()).hasSize(1);
        assertThat(tflite(0, Float.NaN, Float.NaN, 0).detections().objects()).isEmpty();
        HandMade model = tflite(2, 0.9f, Float.NaN, 0);
        assertThatThrownBy(model::detections)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining(TFLITE + ":2");
    }

    @Test
    void tensorflow_countsClassesFromOne() {
        HandMade model = new HandMade(
                        INPUT,
                        HandMade.floats("detection_boxes:0", Shape.of(1, 1, 4), 0.1f, 0.25f, 0.9f, 0.75f),
                        HandMade.floats("detection_classes:0", Shape.of(1, 1), 2),
                        HandMade.floats("detection_scores:0", Shape.of(1, 1), 0.5f),
                        HandMade.floats("num_detections:0", Shape.of(1), 1))
                .labels("cat", "dog");

        assertThat(model.recognised()).isEqualTo("\"ssd-tensorflow\"");
        assertThat(model.detections().objects()).containsExactly(new Detection(1, "dog", 0.5f, new Box(10, 2, 30, 18)));
    }

    @Test
    void onnx_readsLeftTopRightBottomRelative() {
        HandMade model = new HandMade(
                        INPUT,
                        HandMade.floats("bboxes", Shape.of(1, 2, 4), 0.25f, 0.1f, 0.75f, 0.9f, 0, 0, 1, 1),
                        HandMade.longs("labels", Shape.of(1, 2), 1, 2),
                        HandMade.floats("scores", Shape.of(1, 2), 0.5f, 0.1f))
                .labels("cat", "dog");

        assertThat(model.recognised()).isEqualTo("\"ssd-onnx\"");
        assertThat(model.detections().objects()).containsExactly(new Detection(0, "cat", 0.5f, new Box(10, 2, 30, 18)));
    }

    @Test
    void torchvision_readsPixelsAndKnowsALabelledBackground() {
        Tensor boxes = HandMade.floats("6379", Shape.of(2, 4), 1, 2, 3, 4, 5, 6, 50, 60);
        Tensor labels = HandMade.longs("6381", Shape.of(2), 1, 2);
        Tensor scores = HandMade.floats("6383", Shape.of(2), 0.75f, 0.5f);
        HandMade model = new HandMade(INPUT, boxes, labels, scores).labels("__background__", "cat", "dog");

        assertThat(model.recognised()).isEqualTo("\"torchvision\"");
        assertThat(model.detections().objects())
                .containsExactly(
                        new Detection(1, "cat", 0.75f, new Box(1, 2, 3, 4)),
                        new Detection(2, "dog", 0.5f, new Box(5, 6, 40, 20)));
        assertThat(new HandMade(INPUT, boxes, labels, scores)
                        .labels("cat", "dog")
                        .detections()
                        .objects())
                .extracting(Detection::label)
                .containsExactly("cat", "dog");
    }

    @Test
    void torchvision_mayFindNothing() {
        HandMade model = new HandMade(
                INPUT,
                HandMade.zeros("boxes", 0, 4),
                HandMade.longs("labels", Shape.of(0)),
                HandMade.zeros("scores", 0));

        assertThat(model.detections().objects()).isEmpty();
        assertThat(model.detections().imageSize()).isEqualTo(INPUT);
    }

    @Test
    void torchvision_refusesListsOfDifferentLength() {
        HandMade model = new HandMade(
                INPUT,
                HandMade.zeros("boxes", 2, 4),
                HandMade.longs("labels", Shape.of(2)),
                HandMade.zeros("scores", 3));

        assertThatThrownBy(model::detections)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("scores")
                .hasMessageContaining("[2, 4]");
    }

    @Test
    void gluonCv_skipsTheFilling() {
        HandMade model = new HandMade(
                        INPUT,
                        HandMade.floats("ssd0_slice0_output", Shape.of(1, 3, 1), 1, -1, 0),
                        HandMade.floats("ssd0_slice1_output", Shape.of(1, 3, 1), 0.5f, -1, 0.75f),
                        HandMade.floats(
                                "ssd0_slice2_output", Shape.of(1, 3, 4), 1, 2, 3, 4, -1, -1, -1, -1, 5, 6, 7, 8))
                .labels("cat", "dog");

        assertThat(model.recognised()).isEqualTo("\"gluoncv\"");
        assertThat(model.detections().objects())
                .containsExactly(
                        new Detection(0, "cat", 0.75f, new Box(5, 6, 7, 8)),
                        new Detection(1, "dog", 0.5f, new Box(1, 2, 3, 4)));
    }
}
