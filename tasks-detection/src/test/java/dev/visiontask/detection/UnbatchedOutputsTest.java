package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports that have squeezed the batch away, or left it second. An input of 64x64 has 64 + 16 + 4 cells. */
class UnbatchedOutputsTest {
    private static final ImageSize INPUT = new ImageSize(64, 64);
    private static final Box BOX = new Box(16, 8, 48, 40);
    private static final float LN4 = (float) Math.log(4);

    /** One dog of 0.75 in the box, by each family: the outputs with their batch. */
    static List<Arguments> families() {
        return List.of(
                // Cell 19 is column 3 of row 2: its corner is (24, 16), and the centre of the box (32, 24).
                Arguments.of("yolox", List.of(rows(84, 19, 1, 1, LN4, LN4, 1, 0, 0.75f))),
                Arguments.of("yolov5", List.of(rows(252, 19, 32, 24, 32, 32, 1, 0, 0.75f))),
                Arguments.of("yolov8", List.of(columns(84, 19, 32, 24, 32, 32, 0, 0.75f))),
                Arguments.of("end2end", List.of(rows(300, 0, 16, 8, 48, 40, 0.75f, 1))),
                Arguments.of("nanodet", nanoDet()),
                Arguments.of(
                        "detr",
                        List.of(
                                tensor("logits", Shape.of(1, 1, 2), -9, (float) Math.log(3)),
                                tensor("pred_boxes", Shape.of(1, 1, 4), 0.5f, 0.375f, 0.5f, 0.5f))),
                Arguments.of(
                        "yolov4",
                        List.of(
                                tensor("boxes", Shape.of(1, 1, 1, 4), 0.25f, 0.125f, 0.75f, 0.625f),
                                tensor("confs", Shape.of(1, 1, 2), 0, 0.75f))),
                Arguments.of(
                        "prior-box",
                        List.of(
                                tensor("boxes", Shape.of(1, 1, 4), 0.25f, 0.125f, 0.75f, 0.625f),
                                tensor("scores", Shape.of(1, 1, 2), 0, 0.75f))),
                Arguments.of(
                        "gluoncv",
                        List.of(
                                tensor("a", Shape.of(1, 1, 1), 1),
                                tensor("b", Shape.of(1, 1, 1), 0.75f),
                                tensor("c", Shape.of(1, 1, 4), 16, 8, 48, 40))),
                Arguments.of(
                        "ssd-tflite",
                        List.of(
                                tensor("TFLite_Detection_PostProcess", Shape.of(1, 1, 4), 0.125f, 0.25f, 0.625f, 0.75f),
                                tensor("TFLite_Detection_PostProcess:1", Shape.of(1, 1), 1),
                                tensor("TFLite_Detection_PostProcess:2", Shape.of(1, 1), 0.75f),
                                tensor("TFLite_Detection_PostProcess:3", Shape.of(1), 1))));
    }

    private static Tensor tensor(String name, Shape shape, float... values) {
        return HandMade.floats(name, shape, values);
    }

    private static Tensor rows(int count, int row, float... values) {
        Tensor output = HandMade.zeros("output", 1, count, values.length);
        output.floats().put(row * values.length, values);
        return output;
    }

    private static Tensor columns(int count, int column, float... values) {
        Tensor output = HandMade.zeros("output", 1, values.length, count);
        for (int channel = 0; channel < values.length; channel++) {
            output.floats().put(channel * count + column, values[channel]);
        }
        return output;
    }

    /** Cell 27 of stride 8: its middle is (27.5, 27.5); the sides are whole bins away but for a bit of the last one. */
    private static List<Tensor> nanoDet() {
        List<Tensor> outputs = new ArrayList<>();
        for (int stride : new int[] {8, 16, 32}) {
            int cells = (64 / stride) * (64 / stride);
            outputs.add(HandMade.zeros("s" + stride, 1, cells, 2));
            outputs.add(HandMade.zeros("b" + stride, 1, cells, 32));
        }
        outputs.get(0).floats().put(27 * 2 + 1, 0.75f);
        int[] bins = {1, 2, 3, 2};
        for (int side = 0; side < 4; side++) {
            outputs.get(1).floats().put(27 * 32 + side * 8 + bins[side], 60);
        }
        return outputs;
    }

    /** The same memory without the batch; or with the batch second, where there is a dimension to stand before it. */
    private static Tensor[] squeezed(List<Tensor> outputs, boolean second) {
        return outputs.stream()
                .map(tensor -> {
                    long[] dims = tensor.shape().toArray();
                    long[] less = Arrays.copyOfRange(dims, 1, dims.length);
                    long[] moved = dims.clone();
                    if (second && dims.length >= 3) {
                        moved[0] = dims[1];
                        moved[1] = 1;
                    }
                    return new Tensor(tensor.name(), tensor.type(), Shape.of(second ? moved : less), tensor.bytes());
                })
                .toArray(Tensor[]::new);
    }

    private static void assertFindsTheDog(HandMade model, String family) {
        assertThat(model.recognised()).isEqualTo("\"" + family + "\"");
        assertThat(model.detections().objects()).singleElement().satisfies(found -> {
            assertThat(found.label()).isEqualTo("dog");
            assertThat(found.score()).isEqualTo(0.75f);
            Box box = family.equals("nanodet") ? new Box(19.5f, 11.5f, 51.5f, 43.5f) : BOX;
            BoxAssert.assertClose(found.box(), box, 1e-3f);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void open_findsTheFamilyWithABatch(String family, List<Tensor> outputs) {
        assertFindsTheDog(new HandMade(INPUT, outputs.toArray(Tensor[]::new)).labels("cat", "dog"), family);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void open_findsTheFamilyWithoutABatch(String family, List<Tensor> outputs) {
        HandMade model = new HandMade(INPUT, squeezed(outputs, false)).labels("cat", "dog");

        assertFindsTheDog(model, family);
        assertThat(model.setting("decoder", family).detections().objects()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void open_findsTheFamilyWithTheBatchSecond(String family, List<Tensor> outputs) {
        assertFindsTheDog(new HandMade(INPUT, squeezed(outputs, true)).labels("cat", "dog"), family);
    }

    @Test
    void open_readsMasksWithoutABatch() {
        Tensor predictions = columns(84, 19, 32, 24, 32, 32, 0, 0.75f, 1, 0);
        Tensor prototypes = HandMade.zeros("prototypes", 1, 2, 16, 16);
        for (int i = 0; i < 256; i++) {
            prototypes.floats().put(i, 1);
        }
        HandMade model = new HandMade(INPUT, squeezed(List.of(predictions, prototypes), false)).labels("cat", "dog");

        assertThat(model.detections().objects().get(0).mask().orElseThrow().box())
                .isEqualTo(BOX);
    }

    @Test
    void decode_refusesTheSecondImageOfABatchThatIsNotThere() {
        HandMade model = new HandMade(INPUT, squeezed(nanoDet(), false)).labels("cat", "dog");
        Geometry geometry = new Geometry(INPUT, INPUT, 0, 0, INPUT);

        assertThatThrownBy(() ->
                        model.decoder().decode(List.of(squeezed(nanoDet(), false)), 1, geometry, DetectionOptions.NONE))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("s8 float32 [64, 2]")
                .hasMessageContaining("batch size at 1");
    }

    @Test
    void nanoDet_takesTheOutputsThatAreNamedInTheDocumentedOrder() {
        List<Tensor> outputs = new ArrayList<>(nanoDet());
        outputs.add(HandMade.zeros("features", 1, 64, 2));
        HandMade model = new HandMade(INPUT, squeezed(outputs, false)).labels("cat", "dog");

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("nanodet")
                .hasMessageContaining("key outputs")
                .hasMessageContaining("docs/models.md");
        model.setting("decoder", "nanodet").setting("outputs", List.of("s32", "b32", "s8", "b8", "s16", "b16"));
        assertThat(model.detections().objects()).hasSize(1);
        model.setting("outputs", List.of("s8", "b8", "s16"));
        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("level by level")
                .hasMessageContaining("in this order");
    }

    @Test
    void named_outputsAreTakenWithoutABatchToo() {
        Tensor logits = tensor("17", Shape.of(1, 2), -9, (float) Math.log(3));
        Tensor boxes = tensor("18", Shape.of(1, 4), 0.5f, 0.375f, 0.5f, 0.5f);
        HandMade model = new HandMade(INPUT, logits, boxes)
                .labels("cat", "dog")
                .setting("decoder", "detr")
                .setting("outputs", List.of("18", "17"));

        assertThat(model.detections().objects()).extracting(Detection::box).containsExactly(BOX);
    }

    @Test
    void open_refusesTypesThatNoFamilyHas() {
        Tensor integers = Tensor.allocate("output", DataType.INT32, Shape.of(84, 7));

        assertThatThrownBy(new HandMade(INPUT, integers).labels("cat", "dog")::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("output int32 [84, 7]");
    }
}
