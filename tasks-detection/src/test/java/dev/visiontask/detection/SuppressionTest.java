package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * On rows of left, top, right, bottom, score, class, which are suppressed on request only. The boxes A (0 to 10) and B (2 to
 * 12) have an IoU of 8/12 = 0.667, A and C (5 to 15) of 5/15 = 0.333, B and C of 7/13 = 0.538.
 */
class SuppressionTest {
    private static final float[] A = {0, 0, 10, 10};
    private static final float[] B = {2, 0, 12, 10};
    private static final float[] C = {5, 0, 15, 10};

    private static float[] row(float[] box, float score, int classIndex) {
        return new float[] {box[0], box[1], box[2], box[3], score, classIndex};
    }

    private static List<Float> scores(DetectionOptions.Builder options, float[]... rows) {
        return found(options, rows).objects().stream().map(Detection::score).toList();
    }

    private static Detections found(DetectionOptions.Builder options, float[]... rows) {
        Tensor tensor = HandMade.zeros("output0", 1, rows.length, 6);
        for (int i = 0; i < rows.length; i++) {
            tensor.floats().put(i * 6, rows[i]);
        }
        return new HandMade(new ImageSize(20, 20), tensor)
                .labels("cat", "dog")
                .setting("decoder", "end2end")
                .options(options.build())
                .detections();
    }

    private static DetectionOptions.Builder mode(NmsMode mode, float iou) {
        return DetectionOptions.builder().nms(mode).nmsIou(iou);
    }

    @Test
    void classAware_removesTheWorseOfOneClass() {
        assertThat(scores(mode(NmsMode.CLASS_AWARE, 0.6f), row(A, 0.5f, 0), row(B, 0.75f, 0), row(B, 0.4f, 1)))
                .containsExactly(0.75f, 0.4f);
    }

    @Test
    void classAware_keepsWhatOverlapsOnlyARemovedBox() {
        assertThat(scores(mode(NmsMode.CLASS_AWARE, 0.5f), row(A, 0.9f, 0), row(B, 0.8f, 0), row(C, 0.7f, 0)))
                .containsExactly(0.9f, 0.7f);
    }

    @Test
    void classAgnostic_removesTheWorseOfAnyClass() {
        assertThat(scores(mode(NmsMode.CLASS_AGNOSTIC, 0.6f), row(A, 0.5f, 0), row(B, 0.75f, 0), row(B, 0.4f, 1)))
                .containsExactly(0.75f);
    }

    @Test
    void none_keepsAll() {
        assertThat(scores(DetectionOptions.builder().nms(NmsMode.NONE), row(A, 0.5f, 0), row(A, 0.75f, 0)))
                .containsExactly(0.75f, 0.5f);
    }

    @Test
    void soft_lowersTheScoreByTheOverlap() {
        Detections found = found(mode(NmsMode.SOFT, 0.5f).scoreThreshold(0.2f), row(A, 0.9f, 0), row(B, 0.75f, 0));

        // 0.75 * (1 - 8/12)
        assertThat(found.objects().get(1).score()).isCloseTo(0.25f, within(1e-6f));
        assertThat(scores(mode(NmsMode.SOFT, 0.5f).scoreThreshold(0.3f), row(A, 0.9f, 0), row(B, 0.75f, 0)))
                .containsExactly(0.9f);
        assertThat(scores(mode(NmsMode.SOFT, 0.5f), row(A, 0.9f, 0), row(B, 0.75f, 1)))
                .containsExactly(0.9f, 0.75f);
    }

    @Test
    void soft_reordersWhatWasLowered() {
        List<Float> scores = scores(
                mode(NmsMode.SOFT, 0.6f).scoreThreshold(0.1f), row(A, 0.9f, 0), row(B, 0.8f, 0), row(C, 0.5f, 0));

        assertThat(scores).hasSize(3);
        assertThat(scores.get(1)).isEqualTo(0.5f);
        assertThat(scores.get(2)).isCloseTo(0.8f / 3, within(1e-6f));
    }

    @Test
    void suppression_keepsAnOverlapThatIsJustTheLimit() {
        float[] half = {0, 0, 5, 10};

        assertThat(scores(mode(NmsMode.CLASS_AWARE, 0.5f), row(A, 0.9f, 0), row(half, 0.8f, 0)))
                .hasSize(2);
    }

    @Test
    void ties_goToTheLowerPlace() {
        Detections found = found(mode(NmsMode.CLASS_AWARE, 0.6f), row(B, 0.5f, 0), row(A, 0.5f, 0), row(A, 0.5f, 1));

        assertThat(found.objects()).extracting(Detection::index).containsExactly(0, 1);
        assertThat(found.objects().get(0).box().left()).isEqualTo(2);
    }

    @Test
    void allEqualScores_stayInTheOrderOfTheModel() {
        float[][] rows = new float[50][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(new float[] {i * 0.25f, 0, 20, 20}, 0.5f, i % 2);
        }

        Detections found = found(DetectionOptions.builder().nms(NmsMode.NONE), rows);

        for (int i = 0; i < rows.length; i++) {
            assertThat(found.objects().get(i).box().left()).isEqualTo(i * 0.25f);
        }
    }

    @Test
    void maxResults_keepsTheBest() {
        assertThat(scores(
                        mode(NmsMode.CLASS_AWARE, 0.6f).maxResults(1),
                        row(A, 0.5f, 0),
                        row(C, 0.75f, 0),
                        row(B, 0.4f, 1)))
                .containsExactly(0.75f);
    }

    @Test
    void scoreThreshold_isInclusive() {
        assertThat(scores(DetectionOptions.builder().scoreThreshold(0.5f), row(A, 0.5f, 0), row(C, 0.4999f, 0)))
                .containsExactly(0.5f);
    }

    @Test
    void lists_chooseLabels() {
        assertThat(scores(DetectionOptions.builder().allow("dog"), row(A, 0.5f, 0), row(C, 0.75f, 1)))
                .containsExactly(0.75f);
        assertThat(scores(DetectionOptions.builder().deny("dog"), row(A, 0.5f, 0), row(C, 0.75f, 1)))
                .containsExactly(0.5f);
        DetectionOptions.Builder wrong = DetectionOptions.builder().allow("do");
        assertThatThrownBy(() -> scores(wrong, row(A, 0.5f, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Did you mean \"dog\"?");
    }

    @Test
    void boxesOutsideThePicture_areNoResults() {
        float[] outside = {21, 0, 30, 10};
        float[] empty = {4, 4, 4, 10};
        float[] turned = {10, 10, 5, 5};
        float[] touching = {-10, 5, 0, 10};

        assertThat(scores(
                        DetectionOptions.builder(),
                        row(outside, 0.9f, 0),
                        row(empty, 0.9f, 0),
                        row(turned, 0.9f, 0),
                        row(touching, 0.9f, 0)))
                .isEmpty();
    }

    @Test
    void boxesAcrossTheEdge_areClipped() {
        Detections found = found(DetectionOptions.builder(), row(new float[] {-5, -5, 25, 10}, 0.9f, 0));

        assertThat(found.objects().get(0).box()).isEqualTo(new Box(0, 0, 20, 10));
    }

    @Test
    void options_refuseAnIouWithoutSuppression() {
        DetectionOptions.Builder builder = mode(NmsMode.NONE, 0.5f);

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyBoxes_areSuppressedClassByClass() {
        // 2,000 boxes on 20 places and 2 classes: one stays of each.
        Tensor tensor = HandMade.floats("output0", Shape.of(1, 2000, 6), new float[12_000]);
        for (int i = 0; i < 2000; i++) {
            int place = i % 20;
            float score = 0.3f + (i * 7919 % 2000) / 3000f;
            tensor.floats().put(i * 6, new float[] {place, 0, place + 1, 20, score, i / 20 % 2});
        }
        DetectionOptions options = mode(NmsMode.CLASS_AWARE, 0.5f).build();

        Detections found = new HandMade(new ImageSize(20, 20), tensor)
                .labels("cat", "dog")
                .setting("decoder", "end2end")
                .options(options)
                .detections();

        assertThat(found.objects()).hasSize(40);
    }
}
