package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSize;
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
                new Resize.FitWithin(target, 1, false));
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
}
