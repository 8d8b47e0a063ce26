package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.mask.Mask;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mask R-CNN on an input of 40x20. */
class ListedMaskDecoderTest {
    private static final ImageSize INPUT = new ImageSize(40, 20);

    private final Tensor boxes = HandMade.floats("6568", Shape.of(2, 4), 4, 4, 12, 12, 20, -4, 36, 12);
    private final Tensor labels = HandMade.longs("6570", Shape.of(2), 1, 2);
    private final Tensor scores = HandMade.floats("6572", Shape.of(2), 0.75f, 0.5f);

    private HandMade model(Tensor masks) {
        return new HandMade(INPUT, boxes, labels, scores, masks).labels("cat", "dog");
    }

    /** In a mask of 4x4, 1 in its left half and 0 in its right half; then one that is 1 everywhere. */
    private static Tensor inBoxes() {
        Tensor masks = HandMade.zeros("6887", 2, 1, 4, 4);
        for (int i = 0; i < 16; i++) {
            masks.floats().put(i, i % 4 < 2 ? 1 : 0);
            masks.floats().put(16 + i, 1);
        }
        return masks;
    }

    private static Mask rectangle(ImageSize size, int left, int top, int right, int bottom) {
        return Mask.of(size, (x, y) -> x >= left && x < right && y >= top && y < bottom);
    }

    /**
     * A cell covers 2x2 pixels of the first box. From the centre of the second column of cells, 7, to that of the third,
     * 9, the mask falls from 1 to 0: pixel 7, whose centre is 7.5, is 0.75. Its outermost pixels, a quarter of a cell from
     * the zeros around, are 0.75 or, in the corners, 0.5625.
     */
    @Test
    void decode_laysSmallMasksOverTheirBoxes() {
        HandMade model = model(inBoxes());

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"torchvision\"");
        assertThat(found.objects()).extracting(Detection::label).containsExactly("cat", "dog");
        assertThat(found.objects().get(0).mask()).contains(rectangle(INPUT, 4, 4, 8, 12));
    }

    /** The second box begins above the picture; of its mask the part below stays, but for the corners at its bottom. */
    @Test
    void decode_laysAMaskOverABoxThatIsCut() {
        Detection found = model(inBoxes()).detections().objects().get(1);

        assertThat(found.box()).isEqualTo(new Box(20, 0, 36, 12));
        // Cells are 4x4: the corner pixel is 0.625 * 0.625, its neighbours 0.625 * 0.875.
        assertThat(found.mask())
                .contains(Mask.of(INPUT, (x, y) -> x >= 20 && x < 36 && y < 12 && !(y == 11 && (x == 20 || x == 35))));
    }

    @Test
    void decode_takesMasksOfTheInputAsTheyAre() {
        Tensor masks = HandMade.zeros("masks", 2, 1, 20, 40);
        // One pixel to the left of the box, where rounding may put it, and one far away, which is not the object's.
        for (int pixel : new int[] {4 * 40 + 3, 5 * 40 + 6, 11 * 40 + 11, 18 * 40 + 30}) {
            masks.floats().put(pixel, 0.75f);
        }
        masks.floats().put(800 + 3 * 40 + 22, 0.5f);

        List<Detection> found = model(masks).detections().objects();

        assertThat(found.get(0).mask())
                .contains(Mask.of(INPUT, (x, y) -> (x == 3 && y == 4) || (x == 6 && y == 5) || (x == 11 && y == 11)));
        assertThat(found.get(1).mask().orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void decode_enlargesMasksOfTheInputWithThePicture() {
        Tensor masks = HandMade.zeros("masks", 2, 1, 20, 40);
        for (int y = 4; y < 12; y++) {
            for (int x = 4; x < 12; x++) {
                masks.floats().put(y * 40 + x, 1);
            }
        }
        ImageSize picture = new ImageSize(120, 60);

        Detections found = model(masks).detections(new Geometry(picture, INPUT, 0, 0, INPUT));

        assertThat(found.objects().get(0).box()).isEqualTo(new Box(12, 12, 36, 36));
        // A corner is where two falls from 1 to 0 meet: its outermost pixel is 2/3 * 2/3.
        assertThat(found.objects().get(0).mask())
                .contains(Mask.of(
                        picture,
                        (x, y) -> x >= 12
                                && x < 36
                                && y >= 12
                                && y < 36
                                && !((x == 12 || x == 35) && (y == 12 || y == 35))));
    }

    @Test
    void decode_takesTheOutputsThatAreNamed() {
        HandMade model = new HandMade(INPUT, HandMade.zeros("other", 2, 1, 4, 4), boxes, labels, scores, inBoxes())
                .labels("cat", "dog")
                .setting("outputs", List.of("6568", "6570", "6572", "6887"));

        assertThat(model.detections().objects().get(0).mask()).contains(rectangle(INPUT, 4, 4, 8, 12));

        HandMade wrong = model.setting("outputs", List.of("6568", "6570", "6572", "6572"));
        assertThatThrownBy(wrong::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("6572");
    }

    @Test
    void decode_refusesMasksOfAnotherSizeWithBothSizes() {
        assertThatThrownBy(() -> model(HandMade.zeros("6887", 2, 1, 10, 40)).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("40x20")
                .hasMessageContaining("found: 40x10");
        assertThatThrownBy(() -> model(HandMade.zeros("6887", 1, 1, 4, 4)).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("6887");
    }

    @Test
    void decode_namesTheTensorOfANaN() {
        Tensor masks = inBoxes();
        masks.floats().put(5, Float.NaN);

        assertThatThrownBy(() -> model(masks).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("6887");
    }
}
