package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.DecodeSize;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import dev.visiontask.video.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeekTest {
    /** Containers with and without times of showing, key frames near and far, hidden pictures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clips/arm_wrestling.mp4",
                "clips/apply_eye_makeup.avi",
                "clips/flipping_a_pancake.mkv",
                "transcoded/arm_wrestling_vp8.webm",
                "transcoded/arm_wrestling_vp9.webm",
                "transcoded/arm_wrestling_hevc.mp4",
                "transcoded/arm_wrestling_mpeg2.mpg",
                "transcoded/arm_wrestling_mjpeg.avi"
            })
    void seekFrame_givesTheFrameThatReadingInOrderGives(String file) {
        try (FrameSource frames = Frames.open(TestData.path("video/" + file))) {
            List<Look.Print> inOrder = Look.prints(frames);
            int last = inOrder.size() - 1;
            for (int index : new int[] {last, 50, 51, 0, 99, 3}) {
                frames.seekFrame(index);
                assertThat(Look.next(frames)).isEqualTo(inOrder.get(index));
                if (index < last) {
                    assertThat(Look.next(frames)).isEqualTo(inOrder.get(index + 1));
                }
            }
            frames.seekFrame(inOrder.size());
            assertThat(frames.next()).isNull();
            assertThat(frames.counts().lost()).isZero();
        }
    }

    /** Near and far ones: read on to, and sought by a key frame in between. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clips/arm_wrestling.mp4",
                "clips/ucf50_test_video.mp4",
                "clips/flipping_a_pancake.mkv",
                "transcoded/arm_wrestling_vp9.webm",
                "transcoded/arm_wrestling_mpeg2.mpg",
                "transcoded/arm_wrestling_mjpeg.avi"
            })
    void seekFrame_goesForwardToTheFramesThatReadingInOrderGives(String file) {
        List<Look.Print> inOrder;
        try (FrameSource frames = Frames.open(TestData.path("video/" + file))) {
            inOrder = Look.prints(frames);
        }
        try (FrameSource frames = Frames.open(TestData.path("video/" + file))) {
            for (int index : new int[] {4, 5, 30, 31, inOrder.size() - 30, inOrder.size() - 1}) {
                frames.seekFrame(index);
                assertThat(Look.next(frames)).isEqualTo(inOrder.get(index));
            }
            assertThat(frames.next()).isNull();
        }
        try (FrameSource frames = Frames.open(TestData.path("video/" + file))) {
            for (int index : new int[] {0, 7, 50, inOrder.size() - 1}) {
                try (Frame frame = Objects.requireNonNull(frames.nextFrom(index))) {
                    assertThat(Look.print(frame)).isEqualTo(inOrder.get(index));
                }
            }
            assertThat(frames.counts().decoded()).isEqualTo(inOrder.size());
        }
    }

    /** AVI has no times, so that going back means opening it again. */
    @Test
    void seekFrame_staysWhereItIsIfTheVideoDoesNotOpenAgain(@TempDir Path folder) throws IOException {
        Path file = Files.copy(TestData.path("video/clips/apply_eye_makeup.avi"), folder.resolve("a.avi"));
        try (FrameSource frames = Frames.open(file)) {
            frames.seekFrame(20);
            assertThat(Look.next(frames).index()).isEqualTo(20);
            Files.delete(file);

            assertThatThrownBy(() -> frames.seekFrame(3)).isInstanceOf(BadInputException.class);
            assertThat(Look.next(frames).index()).isEqualTo(21);
        }
    }

    @Test
    void seek_givesTheFirstFrameAtOrAfterTheTime() {
        try (FrameSource frames = Frames.open(TestData.path("video/clips/basketball.mp4"))) {
            frames.seekFrame(77);
            Duration time;
            try (Frame frame = Objects.requireNonNull(frames.next())) {
                time = frame.time();
            }
            frames.seek(time);
            assertThat(Look.next(frames).index()).isEqualTo(77);
            frames.seek(time.plusNanos(1));
            assertThat(Look.next(frames).index()).isEqualTo(78);
            frames.seek(Duration.ofHours(1));
            assertThat(frames.next()).isNull();
        }
    }

    @Test
    void open_samplesARangeAtARate() {
        Path file = TestData.path("video/clips/arm_wrestling.mp4");
        Sampling sampling = Sampling.fps(7).between(Duration.ofSeconds(2), Duration.ofSeconds(3));
        try (FrameSource frames = Frames.open(file, FrameOptions.DEFAULT.withSampling(sampling))) {
            assertThat(Look.prints(frames))
                    .extracting(Look.Print::index)
                    .containsExactly(56L, 60L, 64L, 68L, 72L, 76L, 80L);
        }
        Sampling scene = Sampling.everyNth(10).frames(200, 240);
        try (FrameSource frames = Frames.open(file, FrameOptions.DEFAULT.withSampling(scene))) {
            assertThat(Look.prints(frames)).extracting(Look.Print::index).containsExactly(200L, 210L, 220L, 230L);
        }
    }

    @Test
    void open_shrinksOnTheWay() {
        Path file = TestData.path("video/clips/bigbuckbunny.mp4");
        FrameOptions small = FrameOptions.DEFAULT.withSize(DecodeSize.shortestEdge(90));
        try (FrameSource full = Frames.open(file);
                FrameSource shrunk = Frames.open(file, small);
                Frame large = Objects.requireNonNull(full.next());
                Frame little = Objects.requireNonNull(shrunk.next())) {
            assertThat(little.size()).hasToString("160x90");
            assertThat(little.fullSize()).isEqualTo(large.size());
            double[] expected = Look.meanRgb(large);
            double[] found = Look.meanRgb(little);
            for (int c = 0; c < 3; c++) {
                assertThat(Math.abs(expected[c] - found[c])).isLessThan(1);
            }
        }
    }
}
