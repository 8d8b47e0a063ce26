package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.mask.Mask;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two prototypes of 8x8 cells for an input of 32x32, which has 21 predictions: the first one is 1 in the left half and -1
 * in the right half, the second one the same for top and bottom.
 */
class PrototypeMaskDecoderTest {
    private static final ImageSize INPUT = new ImageSize(32, 32);
    private static final int CELLS = 64;

    private final Tensor prototypes = HandMade.zeros("output1", 1, 2, 8, 8);

    PrototypeMaskDecoderTest() {
        fill(prototypes, 0);
    }

    private static void fill(Tensor tensor, int start) {
        for (int i = 0; i < CELLS; i++) {
            tensor.floats().put(start + i, i % 8 < 4 ? 1 : -1);
            tensor.floats().put(start + CELLS + i, i / 8 < 4 ? 1 : -1);
        }
    }

    /** Of YOLOv8: one prediction of the box 4, 4, 28, 28. */
    private static Tensor columns(float... coefficients) {
        Tensor output = HandMade.zeros("output0", 1, 8, 21);
        float[] values = {16, 16, 24, 24, 0.25f, 0.75f, coefficients[0], coefficients[1]};
        for (int channel = 0; channel < values.length; channel++) {
            output.floats().put(channel * 21 + 7, values[channel]);
        }
        return output;
    }

    private HandMade model(Tensor predictions) {
        return new HandMade(INPUT, predictions, prototypes).labels("cat", "dog");
    }

    private static Mask only(Detections found) {
        assertThat(found.objects()).hasSize(1);
        return found.objects().get(0).mask().orElseThrow();
    }

    @Test
    void yolov8_cutsTheMaskToTheBox() {
        HandMade model = model(columns(1, 0));

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"yolov8\"");
        assertThat(found.objects().get(0).label()).isEqualTo("dog");
        assertThat(found.objects().get(0).box()).isEqualTo(new Box(4, 4, 28, 28));
        assertThat(only(found)).isEqualTo(rectangle(INPUT, 4, 4, 16, 28));
    }

    private static Mask rectangle(ImageSize size, int left, int top, int right, int bottom) {
        return Mask.of(size, (x, y) -> x >= left && x < right && y >= top && y < bottom);
    }

    /**
     * Between the centres of the middle cells, 14 and 18, each prototype falls from 1 to -1; their sum is above 0 where
     * x + y is below 32 there.
     */
    @Test
    void yolov8_interpolatesTheSumOfPrototypes() {
        int[] firstRowsOutside = {18, 17, 16, 15, 14};

        Mask mask = only(model(columns(1, 1)).detections());

        assertThat(mask)
                .isEqualTo(Mask.of(
                        INPUT, (x, y) -> x >= 4 && x < 18 && y >= 4 && y < firstRowsOutside[Math.max(0, x - 13)]));
    }

    @Test
    void yolov8_keepsThePaddingOutOfThePicture() {
        for (int i = 0; i < 16; i++) {
            prototypes.floats().put(i, 1000);
            prototypes.floats().put(48 + i, 1000);
        }
        Geometry letterbox = new Geometry(new ImageSize(64, 32), new ImageSize(32, 16), 0, 8, INPUT);

        Detections found = model(columns(1, 0)).detections(letterbox);

        assertThat(found.objects().get(0).box()).isEqualTo(new Box(8, 0, 56, 32));
        assertThat(only(found)).isEqualTo(rectangle(new ImageSize(64, 32), 8, 0, 32, 32));
    }

    @Test
    void yolov8_givesAnEmptyMaskWhereNothingIsInside() {
        Detections found = model(columns(0, 0)).detections();

        assertThat(only(found).isEmpty()).isTrue();
        assertThat(found.imageSize()).isEqualTo(INPUT);
    }

    @Test
    void yolov8_countsClassesWithoutLabels() {
        Detections found = new HandMade(INPUT, columns(0, 1), prototypes).detections();

        assertThat(found.objects().get(0).label()).isEqualTo("class 1");
        assertThat(only(found)).isEqualTo(rectangle(INPUT, 4, 4, 28, 16));
    }

    @Test
    void yolov5_readsTheLastChannelsOfARow() {
        Tensor output = HandMade.zeros("output0", 1, 63, 9);
        output.floats().put(40 * 9, new float[] {16, 16, 24, 24, 1, 1, 0, -1, 0});
        HandMade model = model(output);

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"yolov5\"");
        assertThat(found.objects().get(0).label()).isEqualTo("cat");
        assertThat(only(found)).isEqualTo(rectangle(INPUT, 16, 4, 28, 28));
    }

    @Test
    void endToEnd_readsWhatFollowsTheClass() {
        Tensor output = HandMade.zeros("output0", 1, 300, 8);
        output.floats().put(0, new float[] {4, 4, 28, 28, 0.9f, 1, 0, -1});
        output.floats().put(8, new float[] {0, 0, 32, 32, 0.8f, 0, 1, 0});
        HandMade model = model(output);

        Detections found = model.detections();

        assertThat(model.recognised()).isEqualTo("\"end2end\"");
        assertThat(found.objects()).extracting(Detection::label).containsExactly("dog", "cat");
        assertThat(found.objects().get(0).mask()).contains(rectangle(INPUT, 4, 16, 28, 28));
        assertThat(found.objects().get(1).mask()).contains(rectangle(INPUT, 0, 0, 16, 32));
    }

    @Test
    void decode_readsThePlaceOfTheBatch() {
        Tensor both = HandMade.zeros("output1", 2, 2, 8, 8);
        fill(both, 2 * CELLS);
        Tensor output = HandMade.zeros("output0", 2, 300, 8);
        output.floats().put(300 * 8, new float[] {4, 4, 28, 28, 0.9f, 1, 1, 0});

        Detections found =
                new HandMade(INPUT, output, both).labels("cat", "dog").second();

        assertThat(only(found)).isEqualTo(rectangle(INPUT, 4, 4, 16, 28));
    }

    @Test
    void decode_takesTheOutputsThatAreNamed() {
        HandMade model = new HandMade(INPUT, HandMade.zeros("heads", 1, 21, 8), prototypes, columns(1, 0))
                .labels("cat", "dog")
                .setting("outputs", List.of("output0", "output1"));

        assertThat(only(model.detections())).isEqualTo(rectangle(INPUT, 4, 4, 16, 28));
    }

    @Test
    void decode_namesTheTensorOfANumberThatIsNotFinite() {
        prototypes.floats().put(CELLS + 20, Float.NaN);
        assertThatThrownBy(() -> model(columns(1, 0)).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output1");

        fill(prototypes, 0);
        assertThatThrownBy(() -> model(columns(1, Float.POSITIVE_INFINITY)).detections())
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("output0");
    }

    @Test
    void decode_refusesAnotherNumberOfChannelsWithAllNumbers() {
        HandMade model = model(HandMade.zeros("output0", 1, 9, 21));

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("6 channels (yolov8)")
                .hasMessageContaining("2 coefficients for the masks of output output1 8 (yolov8)")
                .hasMessageContaining("output0 has 9");
    }

    @Test
    void toJson_givesTheMaskAsRunLengths() {
        assertThat(model(columns(1, 0)).detections().toJson())
                .contains("\"box\":[4.0,4.0,28.0,28.0],\"mask\":{\"size\":[32,32],\"counts\":\"");
    }
}
