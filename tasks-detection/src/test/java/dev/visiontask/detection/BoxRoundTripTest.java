package dev.visiontask.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A box in the picture, taken to the model's input and found there, comes back within half a pixel. */
class BoxRoundTripTest {
    private static final ImageSize INPUT = new ImageSize(416, 320);
    private static final int PICTURES = 60;
    private static final int BOXES = 20;

    static Stream<Resize> modes() {
        return Stream.of(
                new Resize.Stretch(INPUT),
                new Resize.StretchCrop(new ImageSize(480, 400), INPUT, false),
                new Resize.StretchCrop(new ImageSize(300, 200), INPUT, true),
                new Resize.ShortestEdge(352, INPUT, false),
                new Resize.ShortestEdge(352, INPUT, true),
                new Resize.Letterbox(INPUT, 114, true, true, false),
                new Resize.Letterbox(INPUT, 114, false, true, true),
                new Resize.Letterbox(INPUT, 0, true, false, true),
                new Resize.FitWithin(INPUT, 32, true),
                new Resize.FitWithin(INPUT, 1, false));
    }

    private final Tensor output = HandMade.zeros("output0", 1, 1, 6);
    private final OutputDecoder<Geometry, DetectionOptions, Detections> decoder =
            new HandMade(INPUT, output).setting("decoder", "end2end").decoder();

    @ParameterizedTest
    @MethodSource("modes")
    void decode_bringsBoxesBack(Resize mode) {
        Random random = new Random(11);
        for (int i = 0; i < PICTURES; i++) {
            ImageSize picture = new ImageSize(1 + random.nextInt(3000), 1 + random.nextInt(3000));
            for (int k = 0; k < BOXES; k++) {
                assertComesBack(mode.geometry(picture), box(picture, random));
            }
        }
    }

    private static Box box(ImageSize picture, Random random) {
        float left = random.nextFloat() * picture.width();
        float top = random.nextFloat() * picture.height();
        float right = left + 0.5f + random.nextFloat() * (picture.width() - left);
        float bottom = top + 0.5f + random.nextFloat() * (picture.height() - top);
        return new Box(left, top, right, bottom).clip(picture);
    }

    private void assertComesBack(Geometry geometry, Box box) {
        output.floats().put(0, new float[] {
            (float) geometry.toTargetX(box.left()),
            (float) geometry.toTargetY(box.top()),
            (float) geometry.toTargetX(box.right()),
            (float) geometry.toTargetY(box.bottom()),
            1,
            0
        });

        Detections found = decoder.decode(List.of(output), 0, geometry, DetectionOptions.NONE);

        assertThat(found.objects()).hasSize(1);
        BoxAssert.assertClose(found.objects().get(0).box(), box, 0.5f);
        assertThat(found.imageSize()).isEqualTo(geometry.source());
    }
}
