package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.draw.ClassColors;
import dev.visiontask.draw.Overlay;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a box that goes from left to right over a black picture. */
class TrackDrawingTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int FRAMES = 10;

    private final Tracker tracker = Tracker.create();

    private Tracks at(int frame) {
        Box box = new Box(50 + 10 * frame, 100, 110 + 10 * frame, 160);
        Detection found = new Detection(0, "car", 0.9f, box);
        return tracker.update(new Detections(List.of(found), new ImageSize(WIDTH, HEIGHT)));
    }

    private BufferedImage last(TrackDrawing drawing) {
        Overlay overlay = black();
        for (int i = 0; i < FRAMES; i++) {
            overlay = black();
            drawing.draw(overlay, at(i));
        }
        return overlay.image();
    }

    private static Overlay black() {
        return Overlay.on(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
    }

    private static boolean isColoured(BufferedImage picture, int x, int y) {
        return (picture.getRGB(x, y) & 0xffffff) != 0;
    }

    @Test
    void draw_showsBoxAndWay() {
        BufferedImage picture = last(new TrackDrawing(5));

        assertThat(new Color(picture.getRGB(140, 130))).isEqualTo(ClassColors.of(1));
        assertThat(isColoured(picture, 131, 160)).as("the last five places").isTrue();
        assertThat(isColoured(picture, 100, 160)).as("the places before").isFalse();
        assertThat(isColoured(picture, 170, 130)).as("within the box").isFalse();
    }

    @Test
    void draw_showsNoWayWithoutATrail() {
        assertThat(isColoured(last(new TrackDrawing(0)), 131, 160)).isFalse();
    }

    @Test
    void draw_showsPlacesWhereIsCounted() {
        Overlay overlay = black();
        TrackDrawing drawing = new TrackDrawing(5);
        drawing.draw(overlay, new LineCounter(new Spot(20, 280), new Spot(380, 280)));
        drawing.draw(overlay, new ZoneCounter(List.of(new Spot(300, 10), new Spot(390, 10), new Spot(390, 90))));
        BufferedImage picture = overlay.image();

        assertThat(isColoured(picture, 370, 280)).isTrue();
        assertThat(isColoured(picture, 345, 50))
                .as("the side that closes the area")
                .isTrue();
        assertThat(isColoured(picture, 200, 150)).isFalse();
    }

    @Test
    void constructor_refusesNegativeTrails() {
        assertThatThrownBy(() -> new TrackDrawing(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
