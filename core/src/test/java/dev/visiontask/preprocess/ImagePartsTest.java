package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.Point;
import dev.visiontask.Quad;
import dev.visiontask.RawFrame;
import dev.visiontask.image.ReadOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePartsTest {
    /** Two rows of three. */
    private static final ImageParts SMALL = gray(3, 2, 1, 2, 3, 4, 5, 6);

    private static ImageParts gray(int width, int height, int... samples) {
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return ImageParts.read(
                ImageSource.ofPixels(ByteBuffer.wrap(bytes), width, height, width, PixelFormat.GRAY),
                ReadOptions.DEFAULT);
    }

    private static byte[] samples(ImageParts image) {
        ByteBuffer data = ((RawFrame) image.source()).data();
        byte[] samples = new byte[data.remaining()];
        data.get(samples);
        return samples;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 2, 1 2 3 4 5 6",
        "1, 2, 3, 4 1 5 2 6 3",
        "2, 3, 2, 6 5 4 3 2 1",
        "3, 2, 3, 3 6 2 5 1 4",
        "-1, 2, 3, 3 6 2 5 1 4"
    })
    void turned_turnsClockwise(int turns, int width, int height, String expected) {
        ImageParts turned = SMALL.turned(turns);

        assertThat(turned.size()).isEqualTo(new ImageSize(width, height));
        assertThat(Arrays.toString(samples(turned))).isEqualTo("[" + expected.replace(" ", ", ") + "]");
    }

    @Test
    void within_givesTheSamplesThemselvesForAnUprightBox() {
        byte[] noise = new byte[40 * 30 * 3];
        new Random(1).nextBytes(noise);
        ImageParts image = ImageParts.read(
                ImageSource.ofPixels(ByteBuffer.wrap(noise), 40, 30, 120, PixelFormat.RGB), ReadOptions.DEFAULT);

        ImageParts part = image.within(Quad.of(new Box(4, 5, 14, 12)));

        assertThat(part.size()).isEqualTo(new ImageSize(10, 7));
        byte[] found = samples(part);
        for (int y = 0; y < 7; y++) {
            for (int i = 0; i < 30; i++) {
                assertThat(found[y * 30 + i]).isEqualTo(noise[((y + 5) * 40 + 4) * 3 + i]);
            }
        }
    }

    @Test
    void within_rightsWhatIsTurned() {
        // Read from the right edge downwards: the image turned by a quarter counter-clockwise, but for the last column
        // and row.
        ImageParts image = gray(4, 4, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160);
        Quad downwards = new Quad(new Point(3, 0), new Point(3, 3), new Point(0, 3), new Point(0, 0));

        assertThat(samples(image.within(downwards))).containsExactly(40, 80, 120, 30, 70, 110, 20, 60, 100);
    }

    @Test
    void within_repeatsTheBorder() {
        assertThat(samples(SMALL.within(Quad.of(new Box(-3, 0, 0, 1))))).containsExactly(1, 1, 1);
        assertThat(samples(SMALL.within(Quad.of(new Box(1000, 1000, 1002, 1001)))))
                .containsExactly(6, 6);
    }

    @Test
    void within_takesAQuadWithoutAnArea() {
        assertThat(SMALL.within(Quad.of(new Box(1, 1, 1, 1))).size()).isEqualTo(new ImageSize(1, 1));
    }

    @Test
    void within_refusesWhatNoMemoryHolds() {
        assertThatThrownBy(() -> SMALL.within(Quad.of(new Box(0, 0, 10_000, 10_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000x10000");
    }
}
