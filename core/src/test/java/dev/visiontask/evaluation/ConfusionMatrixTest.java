package dev.visiontask.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.TestData;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final double SIX_DIGITS = 1e-6;

    @Test
    void figures_areThoseOfAMatrixWorkedByHand() {
        ConfusionMatrix matrix = ConfusionMatrix.of(List.of("cat", "dog", "cow"))
                .add(0, 0, 6)
                .add(0, 1, 2)
                .add(1, 1, 3)
                .add(2, 0);

        assertThat(matrix.count(0, 1)).isEqualTo(2);
        assertThat(matrix.truthCount(0)).isEqualTo(8);
        assertThat(matrix.predictedCount(0)).isEqualTo(7);
        assertThat(matrix.total()).isEqualTo(12);
        assertThat(matrix.accuracy()).isEqualTo(9 / 12.0);
        assertThat(matrix.iou(0)).isEqualTo(6 / 9.0);
        assertThat(matrix.iou(2)).isZero();
        assertThat(matrix.meanIou()).isCloseTo((6 / 9.0 + 3 / 5.0) / 3, within(1e-12));
        assertThat(matrix.precision(1)).isEqualTo(3 / 5.0);
        assertThat(matrix.precision(2)).isZero();
        assertThat(matrix.recall(0)).isEqualTo(6 / 8.0);
        assertThat(matrix.f1(0)).isEqualTo(12 / 15.0);
        assertThat(matrix.meanRecall()).isCloseTo((0.75 + 1 + 0) / 3, within(1e-12));
        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{6, 2, 0}, {0, 3, 0}, {1, 0, 0}});
    }

    @Test
    void meanIou_leavesOutClassesThatTheTruthLacks() {
        ConfusionMatrix matrix = ConfusionMatrix.of(4).add(0, 0, 3).add(0, 1).add(3, 3);

        assertThat(matrix.meanIou()).isCloseTo((3 / 4.0 + 1) / 2, within(1e-12));
        assertThat(matrix.meanIouOfOccurring()).isCloseTo((3 / 4.0 + 0 + 1) / 3, within(1e-12));
        assertThat(matrix.iou(2)).isNaN();
    }

    @Test
    void figures_areNaNWhenNothingWasCounted() {
        ConfusionMatrix matrix = ConfusionMatrix.of(2);

        assertThat(matrix.accuracy()).isNaN();
        assertThat(matrix.meanIou()).isNaN();
        assertThat(matrix.f1(0)).isZero();
        assertThat(matrix.toJson())
                .isEqualTo("{\"labels\":[\"class 0\",\"class 1\"],\"matrix\":[[0,0],[0,0]],\"accuracy\":null,"
                        + "\"mean_iou\":null,\"iou\":[null,null]}");
    }

    @Test
    void add_countsNothingWhereTheTruthHasTheIgnoreLabel() {
        ConfusionMatrix matrix = ConfusionMatrix.of(2).ignoring(255);

        matrix.addAll(new byte[] {0, 1, (byte) 255}, new byte[] {0, 0, 1});
        matrix.addAll(new int[] {255, 1}, new int[] {7, 1}).add(255, 0);

        assertThat(matrix.toArray()).isDeepEqualTo(new long[][] {{1, 0}, {1, 1}});
    }

    @Test
    void addAll_countsNothingWhenAClassIsOutOfRange() {
        ConfusionMatrix matrix = ConfusionMatrix.of(2);

        assertThatThrownBy(() -> matrix.addAll(new byte[] {0, (byte) 255}, new byte[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("truth 255")
                .hasMessageContaining("ignoring(label)");
        assertThatThrownBy(() -> matrix.addAll(new int[] {0, 0}, new int[] {0, 2}))
                .hasMessageContaining("predicted 2");
        assertThatThrownBy(() -> matrix.addAll(new byte[1], new byte[2])).hasMessageContaining("found: 2");
        assertThat(matrix.total()).isZero();
    }

    @Test
    void add_sumsMatricesOfTheSameClasses() {
        ConfusionMatrix sum = ConfusionMatrix.of(2)
                .add(0, 1, 1L << 40)
                .add(ConfusionMatrix.of(2).add(0, 1));

        assertThat(sum.count(0, 1)).isEqualTo((1L << 40) + 1);
        assertThatThrownBy(() -> sum.add(ConfusionMatrix.of(3))).hasMessageContaining("class 2");
    }

    @Test
    void toString_isATable() {
        String text = ConfusionMatrix.of(List.of("page", "ink"))
                .add(0, 0, 3)
                .add(1, 0)
                .toString();

        assertThat(text).isEqualTo("""
                        class  truth     IoU  precision  recall
                        page       3  0.7500     0.7500  1.0000
                        ink        1  0.0000     0.0000  0.0000
                        accuracy 0.7500, mean IoU 0.3750
                        """);
    }

    @Test
    void figures_areThoseOfPythonOnClassMaps() throws IOException {
        JsonObject golden = JsonParser.parseString(Files.readString(TestData.path("goldens/metrics/confusion.json")))
                .getAsJsonObject();
        int classes = golden.get("classes").getAsInt();
        ConfusionMatrix total =
                ConfusionMatrix.of(classes).ignoring(golden.get("ignore_label").getAsInt());
        for (JsonElement element : golden.getAsJsonArray("pairs")) {
            JsonObject pair = element.getAsJsonObject();
            ConfusionMatrix matrix = ConfusionMatrix.of(classes)
                    .ignoring(golden.get("ignore_label").getAsInt())
                    .addAll(
                            samples(pair.get("truth").getAsString()),
                            samples("goldens/metrics/" + pair.get("prediction").getAsString()));
            expect(matrix, pair);
            total.add(matrix);
        }
        expect(total, golden.getAsJsonObject("total"));
    }

    private static void expect(ConfusionMatrix matrix, JsonObject golden) {
        JsonArray rows = golden.getAsJsonArray("matrix");
        for (int i = 0; i < matrix.classes(); i++) {
            for (int j = 0; j < matrix.classes(); j++) {
                assertThat(matrix.count(i, j))
                        .isEqualTo(rows.get(i).getAsJsonArray().get(j).getAsLong());
            }
        }
        assertThat(matrix.accuracy()).isCloseTo(golden.get("pixel_accuracy").getAsDouble(), within(SIX_DIGITS));
        assertThat(matrix.meanIou())
                .isCloseTo(golden.get("mean_iou_classes_in_truth").getAsDouble(), within(SIX_DIGITS));
        assertThat(matrix.meanIouOfOccurring())
                .isCloseTo(golden.get("mean_iou_classes_in_truth_or_prediction").getAsDouble(), within(SIX_DIGITS));
        golden.getAsJsonObject("iou")
                .entrySet()
                .forEach(entry -> assertThat(matrix.iou(Integer.parseInt(entry.getKey())))
                        .isCloseTo(entry.getValue().getAsDouble(), within(SIX_DIGITS)));
    }

    private static byte[] samples(String relative) throws IOException {
        BufferedImage image = ImageIO.read(TestData.path(relative).toFile());
        Raster raster = image.getRaster();
        int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return bytes;
    }
}
