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
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two queries on an input of 40x20. */
class DetrDecoderTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);
    private static final Box BIG = new Box(10, 2, 30, 18);
    private static final Box SMALL = new Box(8, 9, 12, 11);
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
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 2), LN3, -9, -9, 0);

        Detections found =
                new HandMade(INPUT, logits, boxes).labels("cat", "dog").detections();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("cat", "dog");
        assertThat(found.objects().get(0).score()).isCloseTo(0.75f, within(1e-6f));
        BoxAssert.assertClose(found.objects().get(1).box(), new Box(8, 9, 12, 11));
    }

    @Test
    void decode_takesEveryClassOfAQueryWithTheSigmoid() {
        // The reference takes the best of query x class: one query may give two objects, before the other gives one.
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), LN3, LN2, -LN3, -9, 0, -9);

        Detections found = new HandMade(INPUT, logits, boxes)
                .labels("cat", "dog", "hen")
                .options(DetectionOptions.builder().scoreThreshold(0.5f).build())
                .detections();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("cat", "dog", "dog");
        assertThat(found.objects()).extracting(Detection::box).containsExactly(BIG, BIG, SMALL);
        assertThat(found.objects().get(1).score()).isCloseTo(2 / 3f, within(1e-6f));
    }

    @Test
    void decode_takesTheBestOfQueriesAndClassesUpToTheMaximum() {
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), 3, 2, 1, 2.5f, 1.5f, 0.5f);
        HandMade model = new HandMade(INPUT, logits, boxes).labels("cat", "dog", "hen");

        assertThat(model.options(DetectionOptions.builder().maxResults(3).build())
                        .detections()
                        .objects())
                .extracting(found -> found.label() + (found.box().equals(BIG) ? " big" : " small"))
                .containsExactly("cat big", "cat small", "dog big");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1e-6f, 0.25f, 0.5f, 0.9f, 0.99999f, 1})
    void decode_countsTheThresholdAsTheScoreIsRounded(float threshold) {
        Tensor logits = HandMade.zeros("logits", 1, 2, 40);
        for (int i = 0; i < 80; i++) {
            logits.floats().put(i, (i - 40) / 2f);
        }
        String[] names = IntStream.range(0, 40).mapToObj(Integer::toString).toArray(String[]::new);

        Detections found = new HandMade(INPUT, logits, boxes)
                .labels(names)
                .options(DetectionOptions.builder().scoreThreshold(threshold).build())
                .detections();

        long expected = IntStream.range(0, 80)
                .filter(i -> OutputNumbers.sigmoid((i - 40) / 2f) >= threshold)
                .count();
        assertThat(found.objects()).hasSize((int) expected);
    }

    /** What tells the kinds of DETR apart, and what query 0 gives for logits of 0, ln 2 and ln 3, sigmoids 1/2, 2/3, 3/4. */
    static List<Arguments> kinds() {
        return List.of(
                Arguments.of("DetrForObjectDetection", 2, "dog 0.33"),
                Arguments.of("YolosForObjectDetection", 2, "dog 0.33"),
                Arguments.of("TableTransformerForObjectDetection", 2, "dog 0.33"),
                Arguments.of("ConditionalDetrForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("DeformableDetrForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("DabDetrForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("RTDetrForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("RTDetrV2ForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("DFineForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("SomethingNewForObjectDetection", 3, "hen 0.75, dog 0.67, cat 0.50"),
                Arguments.of("SomethingNewForObjectDetection", 2, "dog 0.33"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decode_knowsTheKindByArchitectureOrLabels(String architecture, int labels, String expected) {
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), 0, LN2, LN3, -20, -20, 20);
        HandMade model = new HandMade(INPUT, logits, boxes)
                .config("{\"architectures\": [\"" + architecture + "\"]}")
                .labels(List.of("cat", "dog", "hen").subList(0, labels).toArray(String[]::new))
                .options(DetectionOptions.builder().scoreThreshold(0.3f).build());

        List<String> found = model.detections().objects().stream()
                .filter(object -> object.box().equals(BIG))
                .map(object -> object.label() + String.format(Locale.ROOT, " %.2f", object.score()))
                .toList();

        assertThat(String.join(", ", found)).isEqualTo(expected);
    }

    @Test
    void decoder_takesTheArchitectureWithoutLabels() {
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), 0, LN2, LN3, -20, -20, 20);
        HandMade model = new HandMade(INPUT, logits, boxes);

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("activation")
                .hasMessageContaining("no labels");
        model.config("{\"architectures\": [\"RTDetrForObjectDetection\"]}");
        assertThat(model.detections().objects())
                .extracting(Detection::label)
                .containsExactly("class 2", "class 2", "class 1", "class 0");
    }

    @Test
    void decoder_refusesAnArchitectureThatTheLabelsContradict() {
        Tensor logits = HandMade.floats("logits", Shape.of(1, 2, 3), 0, LN2, LN3, -20, -20, 20);

        assertThatThrownBy(new HandMade(INPUT, logits, boxes)
                        .config("{\"architectures\": [\"DetrForObjectDetection\"]}")
                        .labels("cat", "dog", "hen")::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Expected 2 labels")
                .hasMessageContaining("3 labels");
        assertThatThrownBy(new HandMade(INPUT, logits, boxes)
                        .config("{\"architectures\": [\"RTDetrForObjectDetection\"]}")
                        .labels("cat", "dog")::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("Expected 3 labels");
    }

    @Test
    void decode_takesProbabilitiesAsTheyAre() {
        Tensor inside = HandMade.floats("pred_logits", Shape.of(1, 2, 3), 0.5f, 0.25f, 0.125f, 0, 0.75f, 0);

        assertThat(new HandMade(INPUT, inside, boxes)
                        .labels("cat", "dog", "hen")
                        .setting("activation", "none")
                        .detections()
                        .objects())
                .extracting(found -> found.label() + " " + found.score())
                .containsExactly("dog 0.75", "cat 0.5", "dog 0.25");
        assertThat(new HandMade(INPUT, inside, boxes)
                        .labels("cat", "dog")
                        .setting("activation", "none")
                        .detections()
                        .objects())
                .extracting(found -> found.label() + " " + found.score())
                .containsExactly("dog 0.75", "cat 0.5");
    }

    @Test
    void decode_readsTheNamesOfRfDetr() {
        Tensor dets = HandMade.floats("dets", Shape.of(1, 2, 4), 0.5f, 0.5f, 0.5f, 0.8f, 0.25f, 0.5f, 0.1f, 0.1f);
        Tensor labels = HandMade.floats("labels", Shape.of(1, 2, 2), LN3, -9, -9, LN2);
        HandMade model = new HandMade(INPUT, dets, labels).labels("cat", "dog");

        assertThat(model.recognised()).isEqualTo("\"detr\"");
        assertThat(model.detections().objects()).extracting(Detection::box).containsExactly(BIG, SMALL);
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
