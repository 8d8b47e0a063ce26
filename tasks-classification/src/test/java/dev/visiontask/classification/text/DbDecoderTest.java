package dev.visiontask.classification.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Maps written by hand. */
class DbDecoderTest {
    private static final int EDGE = 64;
    private static final ImageSize NETWORK = new ImageSize(EDGE, EDGE);

    private final Tensor map = Tensor.allocate("map", DataType.FLOAT32, Shape.of(2, 1, EDGE, EDGE));

    private void fill(int index, int left, int top, int right, int bottom, float value) {
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                map.floats().put(index * EDGE * EDGE + y * EDGE + x, value);
            }
        }
    }

    private TextRegions decode(int index, ImageSize image, TextDetectionOptions options) {
        DbDecoder decoder = new DbDecoder("map", false, TextDetectionOptions.NONE, List.of());
        return decoder.decode(List.of(map), index, new Geometry(image, NETWORK, 0, 0, NETWORK), options);
    }

    @Test
    void decode_growsAPieceByAreaOverPerimeter() {
        // Centres of pixels 10 to 30 and 20 to 25: 20 x 5; grown by 100 * 1.5 / 50 = 3 on each side.
        fill(0, 10, 20, 30, 25, 0.9f);

        TextRegions regions = decode(0, NETWORK, TextDetectionOptions.NONE);

        assertThat(regions.regions()).hasSize(1);
        assertThat(regions.regions().get(0).quad()).isEqualTo(Quad.of(new Box(7, 17, 33, 28)));
        assertThat(regions.regions().get(0).score()).isEqualTo(0.9f, within(1e-6f));
    }

    @Test
    void decode_scalesToTheImageAndReadsTheImageOfTheBatch() {
        fill(1, 10, 20, 30, 25, 0.9f);

        assertThat(decode(0, NETWORK, TextDetectionOptions.NONE).isEmpty()).isTrue();
        assertThat(decode(1, new ImageSize(640, 128), TextDetectionOptions.NONE)
                        .regions()
                        .get(0)
                        .quad())
                .isEqualTo(Quad.of(new Box(70, 34, 330, 56)));
    }

    @Test
    void decode_clipsToTheImage() {
        fill(0, 0, 0, 40, 6, 0.9f);

        assertThat(decode(0, NETWORK, TextDetectionOptions.NONE)
                        .regions()
                        .get(0)
                        .quad()
                        .topLeft())
                .isEqualTo(new Point(0, 0));
    }

    @Test
    void decode_followsWhatIsNotUpright() {
        for (int i = 0; i < 30; i++) {
            fill(0, 10 + i, 10 + i, 16 + i, 16 + i, 0.9f);
        }

        Quad quad =
                decode(0, NETWORK, TextDetectionOptions.NONE).regions().get(0).quad();

        assertThat(quad.angle()).isEqualTo(Math.PI / 4, within(0.05));
    }

    @Test
    void decode_leavesOutWhatIsSmallOrUnsure() {
        fill(0, 5, 5, 30, 6, 0.9f);
        fill(0, 5, 20, 30, 28, 0.5f);

        assertThat(decode(0, NETWORK, TextDetectionOptions.NONE).isEmpty()).isTrue();
        TextDetectionOptions unsure =
                TextDetectionOptions.builder().scoreThreshold(0.4f).build();
        assertThat(decode(0, NETWORK, unsure).regions()).hasSize(1);
    }

    @Test
    void decode_takesTheLargestWhenThereAreTooMany() {
        fill(0, 2, 2, 12, 10, 0.9f);
        fill(0, 30, 30, 60, 45, 0.9f);

        TextDetectionOptions one =
                TextDetectionOptions.builder().maxCandidates(1).build();

        assertThat(decode(0, NETWORK, one).regions())
                .hasSize(1)
                .allMatch(region -> region.quad().topLeft().x() > 12);
    }

    @Test
    void decode_ordersFromTopToBottomAndLinesFromLeftToRight() {
        fill(0, 34, 8, 60, 14, 0.9f);
        fill(0, 2, 12, 28, 18, 0.9f);
        fill(0, 2, 40, 28, 46, 0.9f);

        assertThat(decode(0, NETWORK, TextDetectionOptions.NONE).regions().stream()
                        .map(region -> region.quad().topLeft().x() < 20)
                        .toList())
                .containsExactly(true, false, true);
    }

    @Test
    void decode_readsLogits() {
        fill(0, 0, 0, EDGE - 1, EDGE - 1, -5);
        fill(0, 10, 20, 30, 25, 2);
        DbDecoder decoder = new DbDecoder("map", true, TextDetectionOptions.NONE, List.of());

        TextRegions regions = decoder.decode(
                List.of(map), 0, new Geometry(NETWORK, NETWORK, 0, 0, NETWORK), TextDetectionOptions.NONE);

        assertThat(regions.regions().get(0).score()).isEqualTo(0.8808f, within(1e-4f));
    }

    @Test
    void decode_refusesInfinity() {
        fill(0, 10, 20, 30, 25, Float.POSITIVE_INFINITY);

        assertThatThrownBy(() -> decode(0, NETWORK, TextDetectionOptions.NONE))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("map");
    }

    @Test
    void options_refuseValuesOutOfRange() {
        TextDetectionOptions.Builder options = TextDetectionOptions.builder();

        assertThatThrownBy(() -> options.mapThreshold(1)).hasMessageContaining("(0, 1)");
        assertThatThrownBy(() -> options.scoreThreshold(Float.NaN)).hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> options.unclipRatio(11)).hasMessageContaining("[0, 10]");
        assertThatThrownBy(() -> options.maxCandidates(0)).hasMessageContaining("found: 0");
    }
}
