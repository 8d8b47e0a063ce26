package dev.visiontask.segmentation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.ImageSize;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentationEvaluatorTest {
    private static final ImageSize SIZE = new ImageSize(4, 2);
    private static final List<String> LABELS = List.of("sky", "road", "car");

    @Test
    void figures_areThoseWorkedOutByHand() {
        SegmentationEvaluator evaluator = new SegmentationEvaluator(LABELS);
        // Judged are seven pixels. sky: 3 right of 4, and one of road taken for sky; road: 1 right, 1 sky, 1 nothing.
        ClassMap truth = map(0, 0, 0, 0, 1, 1, 1, -1);
        ClassMap predicted = map(0, 0, 0, 1, 1, 0, -1, 2);

        evaluator.add("a", truth, predicted);
        SegmentationFigures figures = evaluator.figures();

        assertThat(figures.pixels()).isEqualTo(7);
        assertThat(figures.pixelAccuracy()).isEqualTo(4 / 7.0);
        assertThat(figures.classes().get(0).iou()).isEqualTo(3 / 5.0);
        assertThat(figures.classes().get(1).iou()).isEqualTo(1 / 4.0);
        assertThat(figures.classes().get(2).iou()).isNaN();
        assertThat(figures.meanIou()).isEqualTo((3 / 5.0 + 1 / 4.0) / 2);
        assertThat(figures.meanIouOfOccurring()).isEqualTo(figures.meanIou());
        assertThat(figures.meanAccuracy()).isEqualTo((3 / 4.0 + 1 / 3.0) / 2);
    }

    @Test
    void figures_countAClassThatWasOnlyPredicted() {
        SegmentationEvaluator evaluator = new SegmentationEvaluator(LABELS);

        evaluator.add("a", map(0, 0, 0, 0, 0, 0, 0, 0), map(0, 0, 0, 0, 0, 0, 2, 2));

        assertThat(evaluator.figures().meanIou()).isEqualTo(0.75);
        assertThat(evaluator.figures().meanIouOfOccurring()).isEqualTo(0.375);
    }

    @Test
    void figures_listTheWorstPictures() {
        SegmentationEvaluator evaluator = new SegmentationEvaluator(LABELS);
        ClassMap truth = map(0, 0, 0, 0, 1, 1, 1, 1);
        evaluator.add("right", truth, truth);
        evaluator.add("wrong", truth, map(1, 1, 1, 1, 0, 0, 0, 0));
        evaluator.add("half", truth, map(0, 0, 0, 0, 0, 0, 0, 0));
        evaluator.add("empty", map(-1, -1, -1, -1, -1, -1, -1, -1), truth);

        assertThat(evaluator.figures().worst(2))
                .extracting(PictureFigures::name)
                .containsExactly("wrong", "half");
        assertThat(evaluator.figures().worst(9)).hasSize(3);
    }

    @Test
    void figures_areReadByPeopleAndMachines() {
        SegmentationEvaluator evaluator = new SegmentationEvaluator(LABELS);
        evaluator.add("a", map(0, 0, 0, 0, 1, 1, 1, -1), map(0, 0, 0, 0, 1, 1, 0, 2));

        SegmentationFigures figures = evaluator.figures();

        assertThat(figures.toString())
                .contains("sky ", "0.8000", "road", "0.6667", "mean IoU 0.7333", "1 pictures")
                .doesNotContain("car", "(none)");
        JsonObject json = JsonParser.parseString(figures.toJson()).getAsJsonObject();
        assertThat(json.get("mean_iou").getAsDouble()).isEqualTo(figures.meanIou());
        assertThat(json.getAsJsonArray("classes")).hasSize(3);
        assertThat(json.getAsJsonArray("classes")
                        .get(2)
                        .getAsJsonObject()
                        .get("iou")
                        .isJsonNull())
                .isTrue();
    }

    @Test
    void add_refusesOtherSizesAndUnknownClasses() {
        SegmentationEvaluator evaluator = new SegmentationEvaluator(LABELS);
        ClassMap truth = map(0, 0, 0, 0, 0, 0, 0, 0);

        assertThatThrownBy(() -> evaluator.add("a", truth, ClassMap.of(new ImageSize(2, 4), new byte[8])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4x2")
                .hasMessageContaining("2x4");
        assertThatThrownBy(() -> evaluator.add("a", truth, map(0, 0, 0, 0, 0, 0, 0, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("below 3");
        assertThat(evaluator.figures().pixels()).isZero();
    }

    @Test
    void figures_areThoseOfPythonOnCamVid() throws IOException {
        JsonObject golden = JsonParser.parseString(Files.readString(TestData.path("goldens/metrics/confusion.json")))
                .getAsJsonObject();
        int classes = golden.get("classes").getAsInt();
        List<String> labels =
                IntStream.range(0, classes).mapToObj(index -> "class " + index).toList();
        SegmentationEvaluator evaluator = new SegmentationEvaluator(labels);
        MaskReader reader = new MaskReader(
                MaskValues.PLAIN.ignoring(golden.get("ignore_label").getAsInt()), classes);
        for (JsonElement element : golden.getAsJsonArray("pairs")) {
            JsonObject pair = element.getAsJsonObject();
            evaluator.add(
                    pair.get("truth").getAsString(),
                    reader.read(TestData.path(pair.get("truth").getAsString())),
                    reader.read(TestData.path(
                            "goldens/metrics/" + pair.get("prediction").getAsString())));
        }

        SegmentationFigures figures = evaluator.figures();

        JsonObject total = golden.getAsJsonObject("total");
        assertThat(figures.pixelAccuracy())
                .isEqualTo(total.get("pixel_accuracy").getAsDouble(), within(1e-6));
        assertThat(figures.meanIou())
                .isEqualTo(total.get("mean_iou_classes_in_truth").getAsDouble(), within(1e-6));
        for (int i = 0; i < classes; i++) {
            assertThat(figures.classes().get(i).iou())
                    .isEqualTo(
                            total.getAsJsonObject("iou")
                                    .get(Integer.toString(i))
                                    .getAsDouble(),
                            within(1e-6));
        }
    }

    private static ClassMap map(int... classes) {
        byte[] bytes = new byte[classes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) classes[i];
        }
        return ClassMap.of(SIZE, bytes);
    }
}
