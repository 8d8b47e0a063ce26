package dev.visiontask.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    private static final Box BOX = new Box(100, 100, 500, 350);

    private static BufferedImage image() {
        return new BufferedImage(600, 400, BufferedImage.TYPE_3BYTE_BGR);
    }

    private static int pixelsOf(BufferedImage drawn, int classIndex) {
        int count = 0;
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                count += drawn.getRGB(x, y) == ClassColors.of(classIndex).getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void boxes_showTheStrongestOnTop() {
        List<LabelledBox> twice = List.of(new LabelledBox(BOX, "", 1), new LabelledBox(BOX, "", 2));

        BufferedImage drawn = Overlay.on(image()).boxes(twice).image();

        assertThat(pixelsOf(drawn, 1)).isPositive();
        assertThat(pixelsOf(drawn, 2)).isZero();
    }

    @Test
    void boxes_keepEveryLabelInSight() {
        List<LabelledBox> same = new ArrayList<>();
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LabelledBox box = LabelledBox.of(BOX, "dog", 0.9f - i / 10f, i);
            same.add(box);
            BufferedImage one = Overlay.on(image()).boxes(List.of(box)).image();
            BufferedImage bare = Overlay.on(image()).box(BOX, "", i).image();
            alone.add(pixelsOf(one, i) - pixelsOf(bare, i));
        }

        BufferedImage drawn = Overlay.on(image()).boxes(same).image();

        for (int i = 1; i < 6; i++) {
            // A label covers at most a bar of its own box, and no other label.
            assertThat(pixelsOf(drawn, i)).as("label %s", i).isGreaterThan(alone.get(i) * 8 / 10);
        }
    }

    @Test
    void of_writesTwoDigits() {
        assertThat(LabelledBox.of(BOX, "cat", 0.89431787f, 0).label()).isEqualTo("cat 0.89");
    }

    /** Image, box and label; all candidates lie within the image, whatever the box. */
    @ParameterizedTest
    @CsvSource({
        "600, 400, 100, 100, 50, 50",
        "600, 400, 0, 0, 600, 400",
        "600, 400, 590, 390, 10, 10",
        "600, 400, -50, -50, 20, 20",
        "600, 400, 300, 0, 20, 400",
        "256, 60, 0, 0, 256, 60",
        "256, 20, 250, 10, 6, 6"
    })
    void take_findsRoomWithinTheImage(int width, int height, int x, int y, int wide, int high) {
        LabelPlaces places = new LabelPlaces(width, height);
        Rectangle image = new Rectangle(0, 0, width, height);
        Set<Rectangle> taken = new HashSet<>();

        for (int i = 0; i < 5; i++) {
            Rectangle place = places.take(new Rectangle(x, y, wide, high), 60, 15);
            assertThat(image.contains(place)).as("%s", place).isTrue();
            taken.add(place);
        }

        assertThat(taken).hasSizeGreaterThanOrEqualTo(height < 30 ? 1 : 2);
    }

    @Test
    void take_coversNoOtherLabelWhereThereIsRoom() {
        LabelPlaces places = new LabelPlaces(600, 400);
        List<Rectangle> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Rectangle place = places.take(new Rectangle(100, 100, 200, 150), 60, 15);
            assertThat(taken).noneMatch(place::intersects);
            taken.add(place);
        }
    }

    @Test
    void plainLetters_differAndStayInTheirLine() {
        PlainLettering letters = new PlainLettering(20);
        Set<Integer> shapes = new HashSet<>();
        for (char letter = '!'; letter <= '~'; letter++) {
            BufferedImage drawn = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_BINARY);
            Graphics2D graphics = drawn.createGraphics();
            letters.draw(graphics, String.valueOf(letter), Color.WHITE, 0, letters.ascent());
            graphics.dispose();
            int[] pixels = drawn.getRaster().getSamples(0, 0, 40, 40, 0, (int[]) null);
            shapes.add(Arrays.hashCode(pixels));
            for (int y = letters.height(); y < 40; y++) {
                assertThat(pixels[y * 40]).isZero();
            }
        }

        assertThat(shapes).hasSize('~' - '!' + 1);
        assertThat(letters.width("caf\u00e9")).isEqualTo(letters.width("cafe"));
        assertThat(letters.width("\u732b\ud83d\ude00")).isEqualTo(letters.width("??"));
        assertThat(letters.width("")).isZero();
    }
}
