package dev.visiontask.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.mask.Mask;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {
    private static final int GRAY = 0xff808080;

    private static BufferedImage picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, GRAY);
            }
        }
        return picture;
    }

    @Test
    void box_isDrawnInTheColourOfItsClassOnACopy() {
        BufferedImage picture = picture(600, 400);

        BufferedImage drawn =
                Overlay.on(picture).box(new Box(100, 100, 300, 200), "", 3).image();

        assertThat(new Color(drawn.getRGB(100, 150))).isEqualTo(ClassColors.of(3));
        assertThat(new Color(drawn.getRGB(299, 150))).isEqualTo(ClassColors.of(3));
        assertThat(new Color(drawn.getRGB(200, 100))).isEqualTo(ClassColors.of(3));
        assertThat(drawn.getRGB(200, 150)).isEqualTo(GRAY);
        assertThat(drawn.getRGB(98, 150)).isEqualTo(GRAY);
        assertThat(drawn.getRGB(301, 150)).isEqualTo(GRAY);
        assertThat(picture.getRGB(100, 150)).isEqualTo(GRAY);
    }

    @Test
    void label_isWrittenAboveTheBoxOrInsideAtTheTop() {
        BufferedImage above = Overlay.on(picture(600, 400))
                .box(new Box(100, 100, 300, 200), "cat", 3)
                .image();
        BufferedImage inside = Overlay.on(picture(600, 400))
                .box(new Box(100, 0, 300, 200), "cat", 3)
                .image();

        assertThat(new Color(above.getRGB(102, 95))).isEqualTo(ClassColors.of(3));
        assertThat(new Color(inside.getRGB(101, 8))).isEqualTo(ClassColors.of(3));
    }

    @Test
    void mask_tintsItsPixelsOnly() {
        Mask left = Mask.of(new ImageSize(300, 200), (x, y) -> x < 150);
        Color colour = ClassColors.of(5);

        BufferedImage half = Overlay.on(picture(300, 200)).mask(left, 5).image();
        BufferedImage whole =
                Overlay.on(picture(300, 200)).alpha(1).mask(left, 5).image();

        assertThat(half.getRGB(149, 10) & 0xff).isEqualTo(Math.round((0x80 + colour.getBlue()) / 2f));
        assertThat(half.getRGB(150, 10)).isEqualTo(GRAY);
        assertThat(new Color(whole.getRGB(0, 199))).isEqualTo(colour);
        assertThatThrownBy(() -> Overlay.on(picture(300, 201)).mask(left, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300x201")
                .hasMessageContaining("300x200");
    }

    @Test
    void classes_tintsEachPixelByItsClass() {
        BufferedImage drawn = Overlay.on(picture(300, 200))
                .alpha(1)
                .classes((x, y) -> y < 10 ? PixelClasses.NONE : x < 100 ? 0 : 7)
                .image();

        assertThat(drawn.getRGB(5, 9)).isEqualTo(GRAY);
        assertThat(new Color(drawn.getRGB(99, 10))).isEqualTo(ClassColors.of(0));
        assertThat(new Color(drawn.getRGB(100, 199))).isEqualTo(ClassColors.of(7));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "8,5", "255,255", "20000,10", "3,900", "1000,700"})
    void everything_canBeDrawnOnAnySize(int width, int height) throws IOException {
        Overlay overlay = Overlay.on(picture(width, height))
                .mask(Mask.of(new ImageSize(width, height), (x, y) -> true), 0)
                .box(new Box(-5, -5, width * 2f, height * 2f), "a label", 1)
                .legend(Map.of(0, "first", 1, "second"));

        BufferedImage png = ImageIO.read(new ByteArrayInputStream(overlay.png()));
        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(overlay.jpeg()));

        assertThat(png.getWidth()).isEqualTo(jpeg.getWidth()).isGreaterThanOrEqualTo(width);
        assertThat(png.getHeight()).isEqualTo(jpeg.getHeight()).isGreaterThan(height);
    }

    @Test
    void legend_isBelowThePicture() {
        BufferedImage drawn =
                Overlay.on(picture(600, 400)).legend(Map.of(2, "dog")).image();
        boolean swatch = false;
        for (int x = 0; x < 40; x++) {
            swatch |= new Color(drawn.getRGB(x, 410)).equals(ClassColors.of(2));
        }

        assertThat(drawn.getHeight()).isGreaterThan(400).isLessThan(440);
        assertThat(swatch).isTrue();
    }

    @Test
    void on_readsPictureFiles() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage red = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        red.setRGB(10, 20, 0x123456);
        ImageIO.write(red, "png", png);

        BufferedImage drawn = Overlay.on(ImageSource.of(png.toByteArray())).image();

        assertThat(drawn.getRGB(10, 20)).isEqualTo(0xff123456);
    }

    @Test
    void colours_differClearlyBetweenNeighbours() {
        for (int index = 0; index < 1000; index++) {
            for (int next = index + 1; next <= index + 3; next++) {
                Color a = ClassColors.of(index);
                Color b = ClassColors.of(next);
                int difference = Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
                assertThat(difference).as(index + " and " + next).isGreaterThan(100);
            }
        }
        assertThatThrownBy(() -> ClassColors.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
