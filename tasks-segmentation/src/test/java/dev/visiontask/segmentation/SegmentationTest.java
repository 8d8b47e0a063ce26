package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSize;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static final ImageSize SIZE = new ImageSize(3, 2);
    private static final List<String> LABELS = List.of("sky", "road", "car", "road");

    private final Segmentation result =
            new Segmentation(ClassMap.of(SIZE, new byte[] {0, 1, 1, 3, 1, -1}), LABELS, List.of());

    @Test
    void areas_areSortedBySize() {
        assertThat(result.areas())
                .containsExactly(
                        new ClassArea(1, "road", 3, 0.5),
                        new ClassArea(0, "sky", 1, 1 / 6.0),
                        new ClassArea(3, "road", 1, 1 / 6.0));
        assertThat(result.share("road")).isEqualTo(4 / 6.0);
        assertThat(result.share("car")).isZero();
        assertThatThrownBy(() -> result.share("cat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cat");
    }

    @Test
    void toJson_hasAreasAndWhatHasNoClass() {
        assertThat(result.toJson())
                .isEqualTo("{\"width\":3,\"height\":2,\"areas\":["
                        + "{\"index\":1,\"label\":\"road\",\"pixels\":3,\"share\":0.5},"
                        + "{\"index\":0,\"label\":\"sky\",\"pixels\":1,\"share\":0.16666666666666666},"
                        + "{\"index\":3,\"label\":\"road\",\"pixels\":1,\"share\":0.16666666666666666}],"
                        + "\"ignored\":0.16666666666666666}");
    }

    @Test
    void mask_hasThePixelsOfTheClass() {
        assertThat(result.mask(1).toBitmap()).containsExactly(0, 1, 1, 0, 1, 0);
        assertThat(result.mask("road").toBitmap()).containsExactly(0, 1, 1, 1, 1, 0);
        assertThat(result.mask("car").isEmpty()).isTrue();
        assertThatThrownBy(() -> result.mask(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void toPng_hasTheIndexesAsGray() throws IOException {
        BufferedImage image = read(result.toPng());

        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(samples(image)).containsExactly(0, 1, 1, 3, 1, 255);
    }

    @Test
    void toPng_hasSixteenBitsForManyClasses() throws IOException {
        List<String> labels = Collections.nCopies(1000, "thing");
        Segmentation wide =
                new Segmentation(ClassMap.of(new ImageSize(2, 1), new short[] {999, -1}), labels, List.of());

        assertThat(samples(read(wide.toPng()))).containsExactly(999, 65535);
        assertThatThrownBy(wide::toPalettePng)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("999");
    }

    @Test
    void toPalettePng_hasTheColoursOfVoc() throws IOException {
        BufferedImage image = read(result.toPalettePng());

        assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
        assertThat(samples(image)).containsExactly(0, 1, 1, 3, 1, 255);
        assertThat(image.getRGB(0, 0) & 0xffffff).isZero();
        assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0x800000);
        assertThat(image.getRGB(0, 1) & 0xffffff).isEqualTo(0x808000);
        assertThat(image.getRGB(2, 1) & 0xffffff).isEqualTo(0xe0e0c0);
        assertThat(read(result.toPalettePng(index -> 0x10203 * index)).getRGB(1, 0) & 0xffffff)
                .isEqualTo(0x10203);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int[] samples(BufferedImage image) {
        return image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }

    @Test
    void new_refusesAClassWithoutLabel() {
        ClassMap map = ClassMap.of(SIZE, new byte[] {0, 1, 2, 3, 4, 0});

        assertThatThrownBy(() -> new Segmentation(map, LABELS, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class 4")
                .hasMessageContaining("4 labels");
    }

    @Test
    void classMap_equalsAnotherWithTheSamePixels() {
        ClassMap narrow = ClassMap.of(SIZE, new byte[] {0, 1, 1, 3, 1, -1});
        ClassMap wide = ClassMap.of(SIZE, new short[] {0, 1, 1, 3, 1, -1});
        ClassMap other = ClassMap.of(SIZE, new byte[] {0, 1, 1, 1, 3, -1});

        assertThat(wide).isEqualTo(narrow).hasSameHashCodeAs(narrow);
        assertThat(wide.toBytes()).isEqualTo(narrow.toBytes());
        assertThat(other).isNotEqualTo(narrow);
        assertThat(ClassMap.of(new ImageSize(2, 3), narrow.toBytes())).isNotEqualTo(narrow);
        assertThatThrownBy(() -> ClassMap.of(SIZE, new byte[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 classes")
                .hasMessageContaining("found: 5");
    }
}
