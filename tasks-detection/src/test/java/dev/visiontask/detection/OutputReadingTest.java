package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.ModelFormatException;
import dev.visiontask.VisionException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs whose names and shapes fit in two ways, or fit but mean something else. An input of 64x64 has 84 cells. */
class OutputReadingTest {
    private static final ImageSize INPUT = new ImageSize(64, 64);
    private static final String[] TWO = {"door", "gate"};

    /** Rows of equal length, the rest of 300 rows of zeros. */
    private static Tensor rows(float[]... rows) {
        return rows(300, rows);
    }

    private static Tensor rows(int count, float[]... rows) {
        Tensor output = HandMade.zeros("output0", 1, count, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            output.floats().put(i * rows[i].length, rows[i]);
        }
        return output;
    }

    private static float[] row(float... values) {
        return values;
    }

    /** What a model gives that decodes the centres of its cells, in one unit, with these numbers after the centre. */
    private static Tensor decoded(float unit, float... rest) {
        Grid grid = new Grid(List.of(8, 16, 32), false);
        float[][] rows = IntStream.range(0, 84)
                .mapToObj(i -> {
                    Grid.Cell cell = grid.cell(i, INPUT);
                    float[] row = new float[2 + rest.length];
                    row[0] = (cell.column() + 0.5f) * cell.stride() * unit;
                    row[1] = (cell.row() + 0.5f) * cell.stride() * unit;
                    System.arraycopy(rest, 0, row, 2, rest.length);
                    return row;
                })
                .toArray(float[][]::new);
        return rows(84, rows);
    }

    private static Tensor turned(Tensor rows) {
        int count = (int) rows.shape().dim(1);
        int channels = (int) rows.shape().dim(2);
        Tensor columns = HandMade.zeros("output0", 1, channels, count);
        for (int i = 0; i < count * channels; i++) {
            columns.floats()
                    .put(i % channels * count + i / channels, rows.floats().get(i));
        }
        return columns;
    }

    private static Tensor floats(String name, Shape shape, float... values) {
        return HandMade.floats(name, shape, values);
    }

    private static String text(Detections found) {
        List<String> objects = found.objects().stream()
                .map(object -> String.format(
                        Locale.ROOT,
                        "%s %.2f %.1f %.1f %.1f %.1f",
                        object.label(),
                        object.score(),
                        object.box().left(),
                        object.box().top(),
                        object.box().right(),
                        object.box().bottom()))
                .toList();
        return String.join("; ", objects);
    }

    private static HandMade two(Tensor... outputs) {
        return new HandMade(INPUT, outputs).labels(TWO);
    }

    /** A model, the family that it is of, and what it finds. */
    static List<Arguments> decided() {
        float[] door = row(0.5f, 0.5f, 0.2f, 0.4f, 0.9f, 0.02f);
        float[] gate = row(0.25f, 0.25f, 0.1f, 0.1f, 0.03f, 0.8f);
        String both = "door 0.90 25.6 19.2 38.4 44.8; gate 0.80 12.8 12.8 19.2 19.2";
        String listed = "door 0.90 10.0 20.0 40.0 50.0; gate 0.60 5.0 5.0 15.0 15.0";
        float[] doorBox = row(10, 20, 40, 50, 0.9f, 0);
        float[] gateBox = row(5, 5, 15, 15, 0.6f, 1);
        float[] small = row(10 / 64f, 20 / 64f, 40 / 64f, 50 / 64f, 0.9f, 0);
        float[] tiny = row(5 / 64f, 5 / 64f, 15 / 64f, 15 / 64f, 0.6f, 1);
        float[] three = row(0.5f, 0.5f, 0.2f, 0.4f, 0.9f, 0.02f, 0.1f);
        return List.of(
                Arguments.of("rtdetr", two(rows(door, gate)), both),
                Arguments.of(
                        "rtdetr",
                        new HandMade(INPUT, rows(door, gate)),
                        both.replace("door", "class 0").replace("gate", "class 1")),
                Arguments.of(
                        "rtdetr",
                        new HandMade(INPUT, rows(three)).labels("door", "gate", "wall"),
                        "door 0.90" + " 25.6 19.2 38.4 44.8"),
                Arguments.of(
                        "rtdetr",
                        new HandMade(INPUT, rows(row(32, 32, 12.8f, 25.6f, 0.9f), row(16, 16, 6.4f, 6.4f, 0.1f)))
                                .labels("door"),
                        "door 0.90 25.6 19.2 38.4 44.8"),
                Arguments.of("end2end", two(rows(doorBox, gateBox)), listed),
                Arguments.of("end2end", two(rows(small, tiny)), listed),
                Arguments.of(
                        "end2end",
                        two(rows(doorBox, row(-1, -1, -1, -1, -1, -1))),
                        "door 0.90 10.0 20.0 40.0" + " 50.0"),
                Arguments.of("yolov8", two(turned(decoded(1 / 64f, 0.5f, 0.5f, 0, 0.02f))), ""),
                Arguments.of(
                        "ssd-onnx",
                        two(
                                floats("bboxes", Shape.of(1, 1, 4), 10, 20, 40, 50),
                                HandMade.longs("labels", Shape.of(1, 1), 1),
                                floats("scores", Shape.of(1, 1), 0.9f)),
                        "door 0.90 10.0 20.0 40.0 50.0"),
                Arguments.of(
                        "torchvision",
                        two(
                                floats("a", Shape.of(1, 4), 10 / 64f, 20 / 64f, 40 / 64f, 50 / 64f),
                                HandMade.longs("b", Shape.of(1), 1),
                                floats("c", Shape.of(1), 0.9f)),
                        "door 0.90 10.0 20.0 40.0 50.0"),
                Arguments.of(
                        "prior-box",
                        two(
                                floats("boxes", Shape.of(1, 1, 4), 10, 20, 40, 50),
                                floats("scores", Shape.of(1, 1, 2), 0.9f, 0.1f)),
                        "door 0.90 10.0 20.0 40.0 50.0"),
                Arguments.of(
                        "detr",
                        two(
                                floats("pred_boxes", Shape.of(1, 1, 4), 25, 35, 30, 30),
                                floats("logits", Shape.of(1, 1, 2), (float) Math.log(9), -9)),
                        "door 0.90 10.0 20.0 40.0 50.0"),
                Arguments.of(
                        "detr-listed",
                        two(
                                HandMade.longs("labels", Shape.of(1, 2), 0, 1),
                                floats("boxes", Shape.of(1, 2, 4), 10, 20, 40, 50, 5, 5, 15, 15),
                                floats("scores", Shape.of(1, 2), 0.9f, 0.6f)),
                        listed));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("decided")
    void numbers_decideWhatShapesLeaveOpen(String family, HandMade model, String expected) {
        assertThat(model.recognised()).isEqualTo("\"" + family + "\"");
        assertThat(text(model.detections())).isEqualTo(expected);
    }

    @Test
    void coordinates_areRecognisedByTheCells() {
        HandMade columns = two(turned(decoded(1 / 64f, 0.5f, 0.5f, 0.02f, 0.02f)));
        HandMade rows = two(decoded(1 / 64f, 0.5f, 0.5f, 0.01f, 0.02f, 0.02f));
        HandMade pixels = two(decoded(1, 32, 32, 0.01f, 0.02f, 0.02f));

        assertThat(columns.recognised()).isEqualTo("\"yolov8\"");
        assertThat(columns.setting("coordinates")).isEqualTo("\"relative\"");
        assertThat(rows.recognised()).isEqualTo("\"yolov5\"");
        assertThat(rows.setting("coordinates")).isEqualTo("\"relative\"");
        assertThat(pixels.recognised()).isEqualTo("\"yolov5\"");
        assertThat(pixels.setting("coordinates")).isEqualTo("nothing");
    }

    /** A model that cannot be opened, and what the message has to say. */
    static List<Arguments> refusedAtOpening() {
        Tensor poses = HandMade.zeros("output0", 1, 56, 84);
        Tensor turnedBoxes = HandMade.zeros("output0", 1, 7, 84);
        Tensor square = HandMade.zeros("output0", 1, 84, 84);
        Tensor eighty = decoded(1, new float[83]);
        Tensor logits = decoded(1, 8, 8, -7.5f, -6);
        String[] eightyLabels =
                IntStream.range(0, 80).mapToObj(Integer::toString).toArray(String[]::new);
        return List.of(
                Arguments.of("poses", new HandMade(INPUT, poses).labels("person"), "17 keypoints", "YOLO-pose"),
                Arguments.of(
                        "listed poses",
                        new HandMade(INPUT, HandMade.zeros("output0", 1, 300, 57)).labels("person"),
                        "17 keypoints",
                        "YOLO-pose"),
                Arguments.of("listed turned boxes", two(HandMade.zeros("output0", 1, 300, 7)), "YOLO-OBB", "angle"),
                Arguments.of(
                        "logits beside boxes",
                        two(
                                floats("boxes", Shape.of(1, 1, 4), 0.2f, 0.2f, 0.7f, 0.6f),
                                floats("scores", Shape.of(1, 1, 2), -3.5f, 4)),
                        "-3.5",
                        "sigmoid inside"),
                Arguments.of(
                        "probabilities for logits",
                        two(
                                floats("pred_boxes", Shape.of(1, 1, 4), 0.5f, 0.5f, 0.2f, 0.2f),
                                floats("logits", Shape.of(1, 1, 2), 0.9f, 0.1f)),
                        "probabilities already",
                        "activation"),
                Arguments.of("turned boxes", two(turnedBoxes), "YOLO-OBB", "6 channels (yolov8)"),
                Arguments.of("square", new HandMade(INPUT, square).labels(eightyLabels), "output_layout", "columns"),
                Arguments.of("80 or 81 classes", new HandMade(INPUT, eighty), "yolov5, yolov8", "decoder"),
                Arguments.of("columns of logits", two(turned(logits)), "-7.5", "sigmoid inside"),
                Arguments.of("rows of logits", two(decoded(1, 8, 8, -5, -7.5f, -6)), "channel 4", "sigmoid inside"),
                Arguments.of(
                        "scores for classes",
                        new HandMade(INPUT, rows(row(10, 20, 40, 50, 0.9f, 0.35f))).labels(eightyLabels),
                        "0.35 as the class",
                        "output_layout"),
                Arguments.of(
                        "neither",
                        two(rows(row(40, 50, 10, 20, 0.9f, 5), row(40, 50, 10, 20, 0.9f, 0.5f))),
                        "(end2end)",
                        "(rtdetr)"),
                Arguments.of(
                        "corners, class, score",
                        two(rows(row(10, 20, 40, 50, 1, 0.9f), row(5, 5, 15, 15, 0, 0.6f))),
                        "0.9 as the class of a box (end2end)",
                        "whole numbers as scores (rtdetr)"),
                Arguments.of(
                        "corners, first class, score",
                        two(rows(IntStream.range(0, 6)
                                .mapToObj(i -> row(i, 2 * i, 40 + i, 50 + i, 0, 0.9f))
                                .toArray(float[][]::new))),
                        "(end2end)",
                        "edges (rtdetr)"),
                Arguments.of(
                        "corners and score",
                        new HandMade(
                                        INPUT,
                                        rows(IntStream.range(0, 6)
                                                .mapToObj(i -> row(i, 2 * i, 40 + i, 50 + i, 0.9f))
                                                .toArray(float[][]::new)))
                                .labels("door"),
                        "sizes above the centres",
                        "(rtdetr)"),
                Arguments.of(
                        "decoded, said to be yolox",
                        two(decoded(1, 8, 8, 0, 0, 0)).setting("decoder", "yolox"),
                        "centres",
                        "yolov5"),
                Arguments.of(
                        "one class that is no object",
                        new HandMade(
                                        INPUT,
                                        floats("pred_boxes", Shape.of(1, 1, 4), 0, 0, 1, 1),
                                        floats("logits", Shape.of(1, 1, 1), 2))
                                .setting("activation", "softmax"),
                        "no object",
                        "sigmoid"),
                Arguments.of(
                        "boxes and logits with each other's name",
                        two(
                                floats("logits", Shape.of(1, 1, 4), 0, 0, 1, 1),
                                floats("pred_boxes", Shape.of(1, 1, 2), 2, 0)),
                        "pred_boxes float32 [1, 1, 2]",
                        "key outputs"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedAtOpening")
    void open_refusesWhatIsAmbiguousOrOfAnotherTask(String name, HandMade model, String first, String second) {
        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(first)
                .hasMessageContaining(second);
    }

    /** A model whose numbers for noise say nothing, and those for an image that contradict the reading. */
    static List<Arguments> refusedAtTheFirstImage() {
        Tensor nothing = HandMade.zeros("output0", 1, 300, 6);
        Tensor noCells = HandMade.zeros("output0", 1, 6, 84);
        float[] big = row(20, 20, 60, 60, 0.9f, 0);
        UnaryOperator<HandMade> quiet = model -> model.noise(nothing);
        return List.of(
                Arguments.of(
                        "door as a class", quiet.apply(two(rows(row(0.5f, 0.5f, 0.2f, 0.4f, 0.9f, 0.02f)))), "whole"),
                Arguments.of(
                        "no door, a gate",
                        quiet.apply(two(rows(row(0.25f, 0.25f, 0.1f, 0.1f, 0.03f, 0.8f)))),
                        "whole numbers"),
                Arguments.of(
                        "centre and size for corners",
                        quiet.apply(two(rows(row(40, 40, 10, 12, 0.9f, 1), row(30, 30, 20, 20, 0.8f, 0)))),
                        "right edge left"),
                Arguments.of(
                        "relative for pixels",
                        quiet.apply(two(rows(row(0.2f, 0.2f, 0.7f, 0.6f, 0.9f, 1)))),
                        "relative"),
                Arguments.of(
                        "pixels for relative",
                        quiet.apply(two(rows(big))).setting("coordinates", "relative"),
                        "coordinates would be pixels"),
                Arguments.of(
                        "relative columns",
                        two(turned(rows(84, row(0.5f, 0.5f, 0.2f, 0.4f, 0.9f, 0.02f))))
                                .noise(noCells),
                        "coordinates would be relative"),
                Arguments.of(
                        "five boxes beside the input",
                        quiet.apply(two(rows(IntStream.range(0, 5)
                                .mapToObj(i -> row(70 + i, 10, 90 + i, 30, 0.9f, 0))
                                .toArray(float[][]::new)))),
                        "outside the input"),
                Arguments.of(
                        "most of ten reversed",
                        quiet.apply(two(rows(IntStream.range(0, 10)
                                .mapToObj(i -> i < 4 ? big : row(60, 60, 20, 20, 0.9f, 0))
                                .toArray(float[][]::new)))),
                        "6 of 10"),
                Arguments.of(
                        "class 0 where classes count from 1",
                        two(
                                floats("bboxes", Shape.of(1, 1, 4), 0.2f, 0.2f, 0.7f, 0.6f),
                                HandMade.longs("labels", Shape.of(1, 1), 0),
                                floats("scores", Shape.of(1, 1), 0.9f)),
                        "label_offset"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedAtTheFirstImage")
    void decode_refusesNumbersThatContradictTheReading(String name, HandMade model, String expected) {
        model.decoder();

        assertThatThrownBy(model::detections)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining(expected)
                .message()
                .containsAnyOf("decoder, output_layout", "label_offset");
    }

    @ParameterizedTest
    @CsvSource({"max_results, 0", "max_results, -5", "score_threshold, 1.5", "nms_iou, -0.1"})
    void open_refusesOptionsOfTheDescriptionThatAreOutOfRange(String key, double value) {
        HandMade model = two(HandMade.zeros("output0", 1, 300, 6)).setting(key, value);

        assertThatThrownBy(model::decoder)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("model.onnx");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, Integer.MAX_VALUE})
    void decode_takesAnyMaximum(int most) {
        HandMade model = two(rows(row(20, 20, 60, 60, 0.9f, 0), row(5, 5, 40, 40, 0.8f, 1)))
                .options(DetectionOptions.builder().maxResults(most).build());

        assertThat(model.detections().objects()).hasSize(Math.min(2, most));
    }

    @Test
    @SuppressWarnings("NullAway")
    void check_namesTheOptionsThatAreMissing() {
        assertThatThrownBy(() ->
                        two(HandMade.zeros("output0", 1, 300, 6)).decoder().check(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("options");
    }

    @Test
    void decode_keepsGoodBoxesBesideImpossibleOnes() {
        Tensor outputs = rows(row(20, 20, 60, 60, 0.9f, 0), row(60, 60, 20, 20, 0.8f, 0), row(9, 9, 9, 20, 0.7f, 0));

        assertThat(text(two(outputs).detections())).isEqualTo("door 0.90 20.0 20.0 60.0 60.0");
    }

    @Test
    void decode_takesRowsOfZerosForFillingAtAnyThreshold() {
        HandMade model = two(HandMade.zeros("output0", 1, 300, 6))
                .options(DetectionOptions.builder().scoreThreshold(0).build());

        assertThat(model.detections().objects()).isEmpty();
    }

    @Test
    void decode_takesBoxesInThePaddingForNothing() {
        Tensor outputs = rows(row(5, 50, 60, 60, 0.9f, 0));
        Geometry wide = new Geometry(new ImageSize(64, 32), new ImageSize(64, 32), 0, 0, INPUT);

        assertThat(two(outputs).detections(wide).objects()).isEmpty();
    }

    @Test
    void keys_chooseWhereNumbersDecideOtherwise() {
        Tensor outputs = rows(row(0.5f, 0.5f, 0.7f, 0.6f, 0.9f, 1), row(0.1f, 0.1f, 0.2f, 0.2f, 0.8f, 0));

        assertThat(two(outputs).recognised()).isEqualTo("\"end2end\"");
        assertThat(text(two(outputs).setting("decoder", "rtdetr").detections()))
                .contains("gate 1.00 9.6 12.8 54.4 51.2");
        assertThatThrownBy(two(outputs).setting("coordinates", "pixels")::detections)
                .isInstanceOf(VisionException.class)
                .hasMessageContaining("coordinates");
    }
}
