package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.OutputException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import dev.visiontask.video.VideoCodec;
import dev.visiontask.video.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos that are written and read back. */
class WritingTest {
    private static final int COUNT = 12;

    @TempDir
    Path folder;

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static void write(Path file, WriteOptions options, MovingPicture picture, double... times) {
        try (FrameWriter writer = Frames.create(file, options)) {
            for (int i = 0; i < times.length; i++) {
                writer.write(picture.image(i), seconds(times[i]));
            }
        }
    }

    private static double[] regular(double rate) {
        double[] times = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            times[i] = 3 + i / rate;
        }
        return times;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "film.mp4, auto, h264, 34", "film.m4v, auto, h264, 34", "film.mov, auto, h264, 34", "film.mkv, auto, h264, 34",
        "film.webm, auto, vp9, 34", "film.mp4, mpeg4, mpeg4, 34", "film.mp4, av1, av1, 34",
                "film.mkv, mjpeg, mjpeg, 34",
        "film.MP4, vp9, vp9, 34"
    })
    void write_isReadBack(String name, String codec, String expected, double leastPsnr) throws IOException {
        MovingPicture picture = new MovingPicture(320, 240);
        Path file = folder.resolve(name);
        VideoCodec named = VideoCodec.valueOf(codec.toUpperCase(Locale.ROOT));

        write(file, WriteOptions.DEFAULT.withCodec(named), picture, regular(25));

        assertThat(files()).containsExactly(name);
        try (FrameSource frames = Frames.open(file)) {
            assertThat(frames.info().codec()).isEqualTo(expected);
            assertThat(frames.info().size()).isEqualTo(new ImageSize(320, 240));
            assertThat(frames.info().frameRate()).isCloseTo(25, within(0.01));
            int[] count = {0};
            frames.forEach(frame -> {
                int i = count[0]++;
                assertThat(Look.seconds(frame)).isCloseTo(i / 25.0, within(1e-3));
                assertThat(picture.psnr(Look.bytes(frame), i))
                        .as("PSNR of frame %d", i)
                        .isGreaterThan(leastPsnr);
            });
            assertThat(count[0]).isEqualTo(COUNT);
            assertThat(frames.counts().lost()).isZero();
        }
    }

    /** Colours of small and of large pictures have different matrices. */
    @ParameterizedTest
    @CsvSource({"film.mp4, 320, 240", "film.mp4, 1280, 720", "film.webm, 320, 240", "film.webm, 1280, 720"})
    void write_keepsColours(String name, int width, int height) {
        MovingPicture picture = new MovingPicture(width, height);
        write(folder.resolve(name), WriteOptions.DEFAULT, picture, 0, 0.04, 0.08);

        try (FrameSource frames = Frames.open(folder.resolve(name));
                Frame frame = Objects.requireNonNull(frames.next())) {
            double[] found = Look.meanRgb(frame);
            double[] expected = means(picture.bytes(0));
            for (int c = 0; c < 3; c++) {
                // Half a level from writing; the rest is the fast conversion when reading, as in OpenCV.
                assertThat(found[c]).isCloseTo(expected[c], within(2.5));
            }
        }
    }

    private static double[] means(byte[] bgr) {
        double[] sums = new double[3];
        for (int i = 0; i < bgr.length; i++) {
            sums[2 - i % 3] += (bgr[i] & 0xff) * 3.0 / bgr.length;
        }
        return sums;
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "film.mov", "film.mkv", "film.webm"})
    void write_keepsVariableTimes(String name) {
        double[] times = {10, 10.04, 10.08, 10.5, 10.501, 12, 15.25};
        write(folder.resolve(name), WriteOptions.DEFAULT, new MovingPicture(64, 48), times);

        try (FrameSource frames = Frames.open(folder.resolve(name))) {
            List<Double> found = new ArrayList<>();
            frames.forEach(frame -> found.add(Look.seconds(frame)));
            assertThat(found).hasSize(times.length);
            for (int i = 0; i < times.length; i++) {
                assertThat(found.get(i)).isCloseTo(times[i] - 10, within(0.00051));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"film.mp4, 66, 52", "film.webm, 65, 51"})
    void write_takesOddSizes(String name, int width, int height) {
        MovingPicture picture = new MovingPicture(65, 51);
        try (FrameWriter writer = Frames.create(folder.resolve(name))) {
            writer.write(picture.image(0));
            writer.write(picture.image(0));
            assertThat(writer.size()).isEqualTo(new ImageSize(width, height));
            assertThat(writer.counts().resized()).isZero();
        }

        try (FrameSource frames = Frames.open(folder.resolve(name));
                Frame frame = Objects.requireNonNull(frames.next())) {
            assertThat(frame.size()).isEqualTo(new ImageSize(width, height));
            byte[] found = Look.bytes(frame);
            byte[] expected = picture.bytes(0);
            // The last column and row of the picture, and those that repeat them.
            int red = found[3 * (width * (height - 1) + width - 1) + 2] & 0xff;
            assertThat(red).isCloseTo(expected[expected.length - 1] & 0xff, within(12));
        }
    }

    @Test
    void write_fitsAFrameOfAnotherSize() {
        Path file = folder.resolve("film.mp4");
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(new MovingPicture(128, 96).image(0));
            writer.write(new MovingPicture(300, 96).image(0));
            assertThat(writer.counts().resized()).isEqualTo(1);
        }

        try (FrameSource frames = Frames.open(file)) {
            Objects.requireNonNull(frames.next()).close();
            try (Frame frame = Objects.requireNonNull(frames.next())) {
                assertThat(frame.size()).isEqualTo(new ImageSize(128, 96));
                byte[] found = Look.bytes(frame);
                assertThat(found[3 * 128 * 5 + 3 * 64 + 2] & 0xff)
                        .as("above the picture")
                        .isLessThan(30);
                assertThat(found[3 * 128 * 48 + 3 * 10 + 2] & 0xff)
                        .as("in the picture")
                        .isGreaterThan(100);
            }
        }
    }

    @Test
    void create_scalesToTheSizeOfTheOptions() {
        Path file = folder.resolve("film.mp4");
        write(file, WriteOptions.DEFAULT.withSize(new ImageSize(160, 120)), new MovingPicture(320, 240), 0, 0.1);

        try (FrameSource frames = Frames.open(file)) {
            assertThat(frames.info().size()).isEqualTo(new ImageSize(160, 120));
        }
    }

    @Test
    void write_obeysQualityAndBitRate() throws IOException {
        MovingPicture picture = new MovingPicture(320, 240);
        double[] times = regular(25);
        write(folder.resolve("low.mp4"), WriteOptions.DEFAULT.withQuality(0), picture, times);
        write(folder.resolve("high.mp4"), WriteOptions.DEFAULT.withQuality(1), picture, times);
        write(folder.resolve("rate.mp4"), WriteOptions.DEFAULT.withBitRate(200_000), picture, times);

        assertThat(2 * Files.size(folder.resolve("low.mp4"))).isLessThan(Files.size(folder.resolve("high.mp4")));
        assertThat(Files.size(folder.resolve("rate.mp4"))).isBetween(2_000L, 40_000L);
    }

    /** So that players in browsers may begin before they have the whole file. */
    @Test
    void close_putsTheIndexOfMp4First() throws IOException {
        Path file = folder.resolve("film.mp4");
        write(file, WriteOptions.DEFAULT, new MovingPicture(64, 48), 0, 0.04);

        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void close_keepsWhatWasWrittenBeforeAnException() {
        Path file = folder.resolve("film.mp4");
        assertThatThrownBy(() -> {
                    try (FrameWriter writer = Frames.create(file)) {
                        writer.write(new MovingPicture(64, 48).image(0));
                        throw new IllegalStateException("in the middle");
                    }
                })
                .hasMessage("in the middle");

        try (FrameSource frames = Frames.open(file)) {
            assertThat(Look.prints(frames)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = VideoCodec.class,
            names = {"H264", "VP9"})
    void discard_leavesNothing(VideoCodec codec) throws IOException {
        try (FrameWriter writer = Frames.create(folder.resolve("film.mkv"), WriteOptions.DEFAULT.withCodec(codec))) {
            writer.write(new MovingPicture(64, 48).image(0));
            writer.discard();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void create_refusesWhatAContainerDoesNotHold() {
        assertThatThrownBy(() ->
                        Frames.create(folder.resolve("film.webm"), WriteOptions.DEFAULT.withCodec(VideoCodec.H264)))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("film.webm")
                .hasMessageContaining("vp9")
                .hasMessageContaining("h264");
        assertThatThrownBy(() -> Frames.create(folder.resolve("film.wmv")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("[avi, m4v, mkv, mov, mp4, webm]")
                .hasMessageContaining("wmv");
        assertThatThrownBy(() -> Frames.create(folder.resolve("none/film.mp4")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("none/film.mp4");
    }

    @Test
    void write_saysWhichSizesTheEncoderRefuses() throws IOException {
        try (FrameWriter writer = Frames.create(folder.resolve("film.mp4"))) {
            assertThatThrownBy(() -> writer.write(new MovingPicture(8, 64).image(0)))
                    .isInstanceOf(UnsupportedOptionException.class)
                    .hasMessageContaining("8x64")
                    .hasMessageContaining("withCodec");
            writer.discard();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void create_writesAviWithoutFfmpeg() {
        Path file = folder.resolve("film.avi");
        write(file, WriteOptions.DEFAULT, new MovingPicture(64, 48), regular(15));

        try (FrameSource frames = Frames.open(file)) {
            assertThat(frames.info().codec()).isEqualTo("mjpeg");
            assertThat(frames.info().frameRate()).isEqualTo(15);
            assertThat(Look.prints(frames)).hasSize(COUNT).allMatch(print -> print.seconds() <= 0.74);
        }
    }

    /** Writers that are opened, closed and thrown away, and a long video: {@code -Dsoak.calls=10000} frames. */
    @Test
    @Tag("soak")
    void write_needsNoMoreMemoryForManyFrames() {
        long count = Math.min(10_000, Long.getLong("soak.calls", 10_000));
        ImageSource picture = new MovingPicture(320, 240).image(0);
        for (int i = 0; i < 20; i++) {
            writeSome(picture, i);
        }
        long start = ResidentMemory.bytes();
        for (int i = 0; i < count / 50; i++) {
            writeSome(picture, i);
        }
        try (FrameWriter writer = Frames.create(folder.resolve("long.mp4"))) {
            for (long i = 0; i < count; i++) {
                writer.write(picture);
            }
        }
        assertThat(ResidentMemory.bytes() - start).isLessThan(64L << 20);
    }

    private void writeSome(ImageSource picture, int i) {
        Path file = folder.resolve(i % 2 == 0 ? "some.mp4" : "some.webm");
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(picture);
            writer.write(picture);
            if (i % 3 == 0) {
                writer.discard();
            }
        }
    }
}
