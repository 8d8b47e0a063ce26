package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSize;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.testkit.HeapCost;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random scores against the plain reference, through every resize mode, at many sizes. */
class ResamplingTest {
    private static final double ROUNDING = 1e-5;
    private static final ImageSize TARGET = new ImageSize(48, 32);

    private record Case(Resize resize, ImageSize picture, int channels, ImageSize cells, boolean isInterleaved) {}

    static Stream<Case> cases() {
        List<Resize> modes = List.of(
                new Resize.Stretch(TARGET),
                new Resize.StretchCrop(new ImageSize(60, 44), TARGET, true),
                new Resize.ShortestEdge(40, TARGET),
                new Resize.Letterbox(TARGET, 114, true, true, false),
                new Resize.Letterbox(TARGET, 0, false, true, true),
                new Resize.FitWithin(TARGET, 16, true));
        List<ImageSize> pictures = List.of(
                new ImageSize(1, 1),
                new ImageSize(37, 61),
                new ImageSize(131, 70),
                new ImageSize(400, 3),
                new ImageSize(5, 300));
        return modes.stream()
                .flatMap(mode -> pictures.stream()
                        .flatMap(picture -> Stream.of(
                                new Case(mode, picture, 3, TARGET, false),
                                new Case(mode, picture, 5, new ImageSize(12, 8), true),
                                new Case(mode, picture, 600, new ImageSize(7, 5), false),
                                new Case(mode, picture, 2, new ImageSize(1, 1), false))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decode_isWhatThePlainRuleSays(Case example) {
        Random random = new Random(7);
        float[][][] scores = random(example, random);
        Tensor tensor = tensor(example, scores);
        Geometry geometry = example.resize().geometry(example.picture());
        PlainReference reference = new PlainReference(scores, geometry);
        DecoderFixture decoder = DecoderFixture.of(
                new MapOutput(0, "scores", OutputForm.ARGMAX, example.isInterleaved(), example.channels()),
                example.channels());

        ClassMap bilinear = decoder.decode(tensor, geometry).map();
        ClassMap nearest = decoder.decode(
                        tensor,
                        geometry,
                        SegmentationOptions.builder()
                                .resampling(MapResampling.NEAREST)
                                .build())
                .map();

        for (int y = 0; y < example.picture().height(); y++) {
            for (int x = 0; x < example.picture().width(); x++) {
                boolean isSeen = isInside(
                                geometry.toTargetX(x + 0.5), geometry.target().width())
                        && isInside(
                                geometry.toTargetY(y + 0.5), geometry.target().height());
                if (isSeen) {
                    assertThat(reference.lead(bilinear.at(x, y), x, y))
                            .as("%d, %d", x, y)
                            .isLessThan(ROUNDING);
                    assertThat(nearest.at(x, y)).as("%d, %d", x, y).isEqualTo(reference.nearest(x, y));
                } else {
                    assertThat(bilinear.at(x, y)).isEqualTo(ClassMap.IGNORED);
                    assertThat(nearest.at(x, y)).isEqualTo(ClassMap.IGNORED);
                }
            }
        }
    }

    private static boolean isInside(double position, int length) {
        return position >= 0 && position < length;
    }

    private static float[][][] random(Case example, Random random) {
        float[][][] scores = new float[example.channels()][example.cells().height()]
                [example.cells().width()];
        for (float[][] plane : scores) {
            for (float[] row : plane) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = random.nextFloat() * 8 - 4;
                }
            }
        }
        return scores;
    }

    private static Tensor tensor(Case example, float[][][] scores) {
        int channels = example.channels();
        int height = example.cells().height();
        int width = example.cells().width();
        Shape shape =
                example.isInterleaved() ? Shape.of(1, height, width, channels) : Shape.of(1, channels, height, width);
        Tensor tensor = Tensor.allocate("scores", DataType.FLOAT32, shape);
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int element =
                            example.isInterleaved() ? (y * width + x) * channels + c : (c * height + y) * width + x;
                    tensor.floats().put(element, scores[c][y][x]);
                }
            }
        }
        return tensor;
    }

    @Test
    void decode_staysFarBelowTheScoresOfAllPixels() {
        Tensor scores = Tensor.allocate("scores", DataType.FLOAT32, Shape.of(1, 21, 129, 129));
        ImageSize target = new ImageSize(513, 513);
        Geometry geometry = new Geometry(new ImageSize(1280, 720), target, 0, 0, target);
        DecoderFixture decoder = DecoderFixture.of(new MapOutput(0, "scores", OutputForm.ARGMAX, false, 21), 21);

        // The map itself takes 0.9 MB; all scores at this size would take 77 MB.
        assertThat(HeapCost.perCall(() -> decoder.decode(scores, geometry))).isLessThan(2_000_000);
    }
}
