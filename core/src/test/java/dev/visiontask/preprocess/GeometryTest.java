package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSize;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GeometryTest {
    private static final Offset<Double> ROUNDING = within(1e-6);

    static Stream<Geometry> geometries() {
        List<ImageSize> sizes = List.of(
                new ImageSize(1, 1),
                new ImageSize(640, 480),
                new ImageSize(333, 500),
                new ImageSize(7, 1999),
                new ImageSize(4032, 3024));
        ImageSize target = new ImageSize(224, 192);
        List<Resize> modes = List.of(
                new Resize.Stretch(target),
                new Resize.ShortestEdge(256, target),
                new Resize.ShortestEdge(100, target),
                new Resize.Letterbox(target, 114, true, true, false),
                new Resize.Letterbox(target, 114, false, false, true),
                new Resize.FitWithin(target, 32, true),
                new Resize.FitWithin(target, 1, false),
                new Resize.FitWithin(target, 32, false, true),
                new Resize.LineHeight(32, 100, 400, 127.5, true));
        return sizes.stream().flatMap(size -> modes.stream().map(mode -> mode.geometry(size)));
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void toSource_undoesToTargetForCornersAndRandomPoints(Geometry geometry) {
        double width = geometry.source().width();
        double height = geometry.source().height();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            double x = i < 4 ? (i & 1) * width : (random.nextDouble() * 3 - 1) * width;
            double y = i < 4 ? (i >> 1) * height : (random.nextDouble() * 3 - 1) * height;
            assertThat(geometry.toSourceX(geometry.toTargetX(x))).isEqualTo(x, ROUNDING);
            assertThat(geometry.toSourceY(geometry.toTargetY(y))).isEqualTo(y, ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void toTarget_mapsThePictureOntoItsPlace(Geometry geometry) {
        assertThat(geometry.toTargetX(0)).isEqualTo(geometry.offsetX());
        assertThat(geometry.toTargetY(0)).isEqualTo(geometry.offsetY());
        assertThat(geometry.toTargetX(geometry.source().width()))
                .isEqualTo(geometry.offsetX() + geometry.resized().width(), ROUNDING);
        assertThat(geometry.toTargetY(geometry.source().height()))
                .isEqualTo(geometry.offsetY() + geometry.resized().height(), ROUNDING);
    }

    @Test
    void toSource_undoesALetterboxWorkedByHand() {
        // 640x480 in 320x320: scale 0.5, 40 rows of padding above.
        Geometry geometry =
                new Resize.Letterbox(new ImageSize(320, 320), 114, true, true, false).geometry(new ImageSize(640, 480));
        assertThat(geometry.toSourceX(100)).isEqualTo(200);
        assertThat(geometry.toSourceY(100)).isEqualTo(120);
        assertThat(geometry.toTargetY(480)).isEqualTo(280);
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void toSource_undoesToTargetForQuads(Geometry geometry) {
        Quad quad = new Quad(new Point(3, 1), new Point(9, 2), new Point(8, 6), new Point(2, 5));

        Quad back = geometry.toSource(geometry.toTarget(quad));

        // Points are float32; a page of 2,000 rows squeezed into one keeps about four digits.
        for (int i = 0; i < 4; i++) {
            assertThat(back.corners().get(i).distance(quad.corners().get(i))).isLessThan(0.01);
        }
    }
}
