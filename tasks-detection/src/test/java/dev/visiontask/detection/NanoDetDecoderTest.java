package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** An input of 32x32: levels of 16, 4 and 1 cells; 8 bins a side. */
class NanoDetDecoderTest {
    private static final ImageSize INPUT = new ImageSize(32, 32);
    private static final int BINS = 8;

    private final Tensor[] scores = {
        HandMade.zeros("s8", 1, 16, 2), HandMade.zeros("s16", 1, 4, 2), HandMade.zeros("s32", 1, 1, 2)
    };
    private final Tensor[] boxes = {
        HandMade.zeros("b8", 1, 16, 32), HandMade.zeros("b16", 1, 4, 32), HandMade.zeros("b32", 1, 1, 32)
    };

    private HandMade model() {
        return new HandMade(INPUT, scores[0], scores[1], scores[2], boxes[0], boxes[1], boxes[2]).labels("cat", "dog");
    }

    /** Makes one bin so likely that the distance is that bin's number. */
    private static void peak(Tensor tensor, int start, int side, int bin) {
        tensor.floats().put(start + side * BINS + bin, 60);
    }

    @Test
    void decode_measuresFromTheMiddleOfTheCell() {
        // Cell 5 of stride 8: column 1, row 1, middle at 8 + 3.5 = 11.5. Distances 1, 0, 2, 1 cells.
        scores[0].floats().put(5 * 2, new float[] {0.2f, 0.75f});
        int start = 5 * 32;
        peak(boxes[0], start, 0, 1);
        peak(boxes[0], start, 1, 0);
        peak(boxes[0], start, 2, 2);
        peak(boxes[0], start, 3, 1);

        HandMade model = model();
        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"nanodet\"");
        assertThat(found.objects()).hasSize(1);
        assertThat(found.objects().get(0).label()).isEqualTo("dog");
        BoxAssert.assertClose(found.objects().get(0).box(), new Box(3.5f, 11.5f, 27.5f, 19.5f));
    }

    @Test
    void decode_takesTheMeanOfADistribution() {
        // Equal logits: the mean of 0 to 7 is 3.5, times 32 is far outside the picture on all sides.
        scores[2].floats().put(0, new float[] {0.5f, 0});
        // Two bins of equal weight, 0 and 1: half a cell of 16 pixels.
        scores[1].floats().put(0, new float[] {0.9f, 0});
        for (int side = 0; side < 4; side++) {
            peak(boxes[1], 0, side, 0);
            peak(boxes[1], 0, side, 1);
        }

        Detections found = model().detections();

        BoxAssert.assertClose(found.objects().get(0).box(), new Box(0, 0, 15.5f, 15.5f));
        BoxAssert.assertClose(found.objects().get(1).box(), new Box(0, 0, 32, 32));
    }

    @Test
    void decode_findsTheScoresByTheLabelsWhenTheyComeSecond() {
        scores[0].floats().put(0, new float[] {0.75f, 0});

        Detections found = new HandMade(INPUT, boxes[0], scores[0], boxes[1], scores[1], boxes[2], scores[2])
                .labels("cat", "dog")
                .detections();

        assertThat(found.objects()).extracting(Detection::label).containsExactly("cat");
    }

    @Test
    void decode_namesTheTensorThatIsNotFinite() {
        scores[1].floats().put(3, Float.NaN);
        assertThatThrownBy(() -> model().detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output s16");

        scores[1].floats().put(3, 0.5f);
        boxes[1].floats().put(32, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> model().detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output b16");
    }

    @Test
    void plus_measuresFromTheCornerOfTheCell() {
        // 96x96: 144 + 36 + 9 + 4 cells, because the last level rounds 96/64 up. Row 191 is column 0, row 1 of stride
        // 64.
        Tensor output = HandMade.zeros("output", 1, 193, 34);
        int start = 191 * 34;
        output.floats().put(start, new float[] {0.75f, 0});
        for (int side = 0; side < 4; side++) {
            peak(output, start + 2, side, side == 2 || side == 1 ? 1 : 0);
        }
        HandMade model = new HandMade(new ImageSize(96, 96), output).labels("cat", "dog");

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"nanodet-plus\"");
        BoxAssert.assertClose(found.objects().get(0).box(), new Box(0, 0, 64, 64));
    }
}
