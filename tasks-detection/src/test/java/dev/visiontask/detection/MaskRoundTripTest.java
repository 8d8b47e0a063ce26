package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.mask.Mask;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks through every way of resizing, with one prototype at a quarter of the model's input. */
class MaskRoundTripTest {
    private static final ImageSize INPUT = new ImageSize(416, 320);
    private static final int STRIDE = 4;
    private static final int PICTURES = 12;

    private final Random random = new Random(5);
    private final Tensor output = HandMade.zeros("output0", 1, 1, 7);

    static Stream<Resize> modes() {
        return BoxRoundTripTest.modes();
    }

    /** The prototype is how deep a cell lies in a rectangle, so that its edges lie between cells as they shall. */
    @ParameterizedTest
    @MethodSource("modes")
    void decode_bringsRectanglesBackWithinAPixel(Resize mode) {
        for (int i = 0; i < PICTURES; i++) {
            Geometry geometry = mode.geometry(new ImageSize(200 + random.nextInt(1800), 200 + random.nextInt(1800)));
            Box seen = seen(geometry);
            if (seen.width() < 60 || seen.height() < 60) {
                continue;
            }
            float left = seen.left() + 8 + random.nextFloat() * 8;
            float top = seen.top() + 8 + random.nextFloat() * 8;
            float right = seen.right() - 8 - random.nextFloat() * 8;
            float bottom = seen.bottom() - 8 - random.nextFloat() * 8;
            float[][] grid = grid(
                    geometry.target(),
                    (x, y) -> Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y)));

            Mask mask = mask(grid, geometry, seen);

            BoxAssert.assertClose(
                    mask.box(),
                    new Box(
                            (float) geometry.toSourceX(left),
                            (float) geometry.toSourceY(top),
                            (float) geometry.toSourceX(right),
                            (float) geometry.toSourceY(bottom)),
                    1);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void decode_equalsThePlainWay(Resize mode) {
        for (int i = 0; i < PICTURES; i++) {
            Geometry geometry = mode.geometry(new ImageSize(1 + random.nextInt(500), 1 + random.nextInt(500)));
            float[][] grid = grid(geometry.target(), (x, y) -> random.nextFloat() - 0.5f);
            Box whole = seen(geometry);
            Box box = new Box(
                    whole.left() + random.nextFloat() * whole.width() / 3,
                    whole.top() + random.nextFloat() * whole.height() / 3,
                    whole.right() - random.nextFloat() * whole.width() / 3,
                    whole.bottom());

            Detection found = detection(grid, geometry, box);

            Mask plain = PlainMask.of(grid, geometry, found.box());
            assertThat(found.mask().orElseThrow())
                    .describedAs("mask of %s in %s", box, geometry)
                    .isEqualTo(plain);
        }
    }

    /** The part of the input that shows the picture. */
    private static Box seen(Geometry geometry) {
        return new Box(
                        geometry.offsetX(),
                        geometry.offsetY(),
                        geometry.offsetX() + geometry.resized().width(),
                        geometry.offsetY() + geometry.resized().height())
                .clip(geometry.target());
    }

    private static float[][] grid(ImageSize input, DoubleBinaryOperator number) {
        float[][] grid = new float[Math.max(1, input.height() / STRIDE)][Math.max(1, input.width() / STRIDE)];
        for (int row = 0; row < grid.length; row++) {
            for (int column = 0; column < grid[0].length; column++) {
                double x = (column + 0.5) * input.width() / grid[0].length;
                double y = (row + 0.5) * input.height() / grid.length;
                grid[row][column] = (float) number.applyAsDouble(x, y);
            }
        }
        return grid;
    }

    private Mask mask(float[][] grid, Geometry geometry, Box box) {
        return detection(grid, geometry, box).mask().orElseThrow();
    }

    private Detection detection(float[][] grid, Geometry geometry, Box box) {
        Tensor prototypes = HandMade.zeros("output1", 1, 1, grid.length, grid[0].length);
        for (int row = 0; row < grid.length; row++) {
            prototypes.floats().put(row * grid[0].length, grid[row]);
        }
        output.floats().put(0, new float[] {box.left(), box.top(), box.right(), box.bottom(), 1, 0, 1});
        OutputDecoder<Geometry, DetectionOptions, Detections> decoder = new HandMade(
                        INPUT, output, HandMade.zeros("output1", 1, 1, INPUT.height() / STRIDE, INPUT.width() / STRIDE))
                .setting("decoder", "end2end")
                .decoder();
        Detections found = decoder.decode(List.of(output, prototypes), 0, geometry, DetectionOptions.NONE);
        assertThat(found.objects()).hasSize(1);
        return found.objects().get(0);
    }
}
