package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Frames that are passed over are counted, but never become pixels. */
class SkippingTest {
    private final CountingReader reader = new CountingReader(10);

    @Test
    void skip_saysWhereTheFrameIsAndMakesNoPixels() {
        try (FrameSource frames = Frames.of(reader, FrameOptions.DEFAULT)) {
            assertThat(frames.skip()).isEqualTo(new Frame.Place(0, Duration.ZERO, false));
            assertThat(index(frames.next())).isEqualTo(1);
            for (int i = 2; i < 10; i++) {
                assertThat(frames.skip()).extracting(Frame.Place::index).isEqualTo((long) i);
            }
            assertThat(frames.skip()).isNull();
            assertThat(frames.counts().decoded()).isEqualTo(10);
        }
        assertThat(reader.read).containsExactly(1L);
    }

    @Test
    void skip_passesFramesThatSamplingTakes() {
        FrameOptions options = FrameOptions.DEFAULT.withSampling(Sampling.everyNth(3));
        try (FrameSource frames = Frames.of(reader, options)) {
            assertThat(frames.skip()).extracting(Frame.Place::index).isEqualTo(0L);
            assertThat(frames.skip()).extracting(Frame.Place::index).isEqualTo(3L);
            assertThat(index(frames.next())).isEqualTo(6);
        }
        assertThat(reader.read).containsExactly(6L);
    }

    @Test
    void nextFrom_makesPixelsOfThatFrameOnly() {
        try (FrameSource frames = Frames.of(reader, FrameOptions.DEFAULT)) {
            assertThat(index(frames.nextFrom(4))).isEqualTo(4);
            assertThat(index(frames.nextFrom(4))).isEqualTo(5);
            assertThat(index(frames.nextFrom(9))).isEqualTo(9);
            assertThat(frames.nextFrom(9)).isNull();
        }
        assertThat(reader.read).containsExactly(4L, 5L, 9L);
    }

    @Test
    void nextFrom_takesTheNextThatSamplingTakes() {
        FrameOptions options = FrameOptions.DEFAULT.withSampling(Sampling.everyNth(4));
        try (FrameSource frames = Frames.of(reader, options)) {
            assertThat(index(frames.nextFrom(5))).isEqualTo(8);
        }
        assertThat(reader.read).containsExactly(8L);
    }

    @Test
    void skip_saysThatTheSourceIsClosed() {
        FrameSource frames = Frames.of(reader, FrameOptions.DEFAULT);
        frames.close();
        assertThatThrownBy(frames::skip).isInstanceOf(IllegalStateException.class);
    }

    /** Sources of an application need not know of it. */
    @Test
    void skip_andNextFromCloseTheFramesThatTheyPassBy() {
        CountingSource frames = new CountingSource(10, null);
        assertThat(frames.skip()).extracting(Frame.Place::index).isEqualTo(0L);
        try (Frame frame = frames.nextFrom(5)) {
            assertThat(frames.open()).isOne();
            assertThat(index(frame)).isEqualTo(5);
        }
        assertThat(frames.nextFrom(20)).isNull();
        assertThat(frames.open()).isZero();
    }

    private static long index(@Nullable Frame frame) {
        try (Frame each = Objects.requireNonNull(frame)) {
            return each.index();
        }
    }
}
