package dev.visiontask.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.mask.Mask;
import dev.visiontask.video.Frame;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameOverlayTest {
    private static final Color GRAY = new Color(128, 128, 128);
    private static final int STRIDE = 1000;

    private final FrameOverlay overlay = new FrameOverlay();

    /** A gray frame in memory outside the heap, with gaps between the rows. */
    private static Frame frame(int width, int height) {
        ByteBuffer data = ByteBuffer.allocateDirect(STRIDE * height);
        for (int i = 0; i < data.capacity(); i++) {
            data.put(i, (byte) 128);
        }
        ImageSource image = ImageSource.ofPixels(data, width, height, STRIDE, PixelFormat.BGR);
        return Frame.of(0, Duration.ZERO, new ImageSize(width, height), image);
    }

    private Color at(int x, int y) {
        RawFrame drawn = (RawFrame) overlay.source();
        ByteBuffer data = drawn.data();
        int at = y * drawn.rowStride() + 3 * x;
        return new Color(data.get(at + 2) & 0xff, data.get(at + 1) & 0xff, data.get(at) & 0xff);
    }

    @Test
    void begin_takesTheNextFrameWithoutWhatWasDrawn() {
        try (Frame frame = frame(300, 200)) {
            overlay.begin(frame).box(new Box(100, 50, 200, 150), "", 3);
            assertThat(at(100, 100)).isEqualTo(ClassColors.of(3));
            assertThat(at(150, 100)).isEqualTo(GRAY);

            ImageSource before = overlay.source();
            overlay.begin(frame);
            assertThat(at(100, 100)).isEqualTo(GRAY);
            assertThat(overlay.source()).as("no new memory").isSameAs(before);
        }
    }

    @Test
    void begin_takesFramesOfAnySizeAndKind() {
        BufferedImage red = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200; i++) {
            red.setRGB(i % 20, i / 20, Color.RED.getRGB());
        }
        ByteBuffer gray = ByteBuffer.allocate(20 * 10).put(0, (byte) 77);
        try (Frame large = frame(300, 200);
                Frame small = Frame.of(1, Duration.ZERO, new ImageSize(20, 10), ImageSource.of(red));
                Frame single = Frame.of(
                        2,
                        Duration.ZERO,
                        new ImageSize(20, 10),
                        ImageSource.ofPixels(gray, 20, 10, 20, PixelFormat.GRAY))) {
            overlay.begin(large);
            overlay.begin(small);
            assertThat(((RawFrame) overlay.source()).size()).isEqualTo(new ImageSize(20, 10));
            assertThat(at(19, 9)).isEqualTo(Color.RED);
            overlay.begin(single);
            assertThat(at(0, 0)).isEqualTo(new Color(77, 77, 77));
        }
    }

    @Test
    void everything_isDrawnWhereItIs() {
        try (Frame frame = frame(300, 200)) {
            overlay.begin(frame)
                    .mask(Mask.of(new ImageSize(300, 200), (x, y) -> x < 10 && y < 10), 2)
                    .path(List.of(point(20, 20), point(60, 20), point(60, 60)), 3)
                    .line(point(100, 10), point(100, 100), "", 4)
                    .polygon(List.of(point(200, 20), point(280, 20), point(280, 90)), "zone", 5)
                    .caption("two lines\nof words");
        }

        assertThat(at(5, 5)).isNotEqualTo(GRAY);
        assertThat(at(60, 40)).isNotEqualTo(GRAY);
        assertThat(at(40, 40)).isEqualTo(GRAY);
        assertThat(at(100, 50)).isNotEqualTo(GRAY);
        assertThat(at(240, 55)).as("the side that closes the area").isNotEqualTo(GRAY);
        assertThat(at(299, 199).getRed()).as("the shade of the words").isLessThan(60);
        assertThat(at(150, 140)).isEqualTo(GRAY);
    }

    @Test
    void caption_cutsWhatIsTooLong() {
        try (Frame frame = frame(300, 200)) {
            overlay.begin(frame).caption("word ".repeat(100));
        }

        assertThat(at(299, 195).getRed()).isLessThan(60);
    }

    private static Point2D point(double x, double y) {
        return new Point2D.Double(x, y);
    }

    @Test
    void drawing_needsAFrame() {
        assertThatThrownBy(() -> overlay.caption("none"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("begin");
        assertThatThrownBy(overlay::source)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("begin");
    }
}
