package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import dev.visiontask.video.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of containers that are not what they seem: counts, clocks that run over, beginnings in the middle, sole frames. */
class ContainerNumbersTest {
    private static final int FRAMES = 6;
    private static final int STEP = 9000;

    @TempDir
    private Path folder = Path.of("unset");

    private byte[] written(String name) throws IOException {
        Path file = folder.resolve(name);
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(10))) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] bgr = new byte[3 * 32 * 32];
                Arrays.fill(bgr, (byte) (40 * i));
                writer.write(ImageSource.ofPixels(ByteBuffer.wrap(bgr), 32, 32, 3 * 32, PixelFormat.BGR));
            }
        }
        return Files.readAllBytes(file);
    }

    private static List<Long> millis(FrameSource frames) {
        List<Long> times = new ArrayList<>();
        frames.forEach(frame -> times.add(frame.time().toMillis()));
        return times;
    }

    static Stream<Arguments> counts() {
        return Stream.of("ffmpeg", "motion-jpeg")
                .flatMap(provider -> LongStream.of(99, 1000, 7, 0xffff_ffffL, FRAMES)
                        .mapToObj(count -> Arguments.of(provider, count)));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void counts_missNothingInAWholeAviWhoseHeaderCountsMore(String provider, long count) throws IOException {
        byte[] avi = written("whole.avi");
        ByteBuffer data = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN);
        String latin = new String(avi, StandardCharsets.ISO_8859_1);
        data.putInt(latin.indexOf("avih") + 24, (int) count).putInt(latin.indexOf("strh") + 40, (int) count);
        Path file = Files.write(folder.resolve("counted.avi"), avi);

        try (FrameSource frames = Frames.open(file, FrameOptions.DEFAULT.withProvider(provider))) {
            assertThat(millis(frames)).hasSize(FRAMES);
            assertThat(frames.counts().lost()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 99})
    void info_hasTheFramesOfTheIndexOfAvi(long count) throws IOException {
        byte[] avi = written("whole.avi");
        ByteBuffer data = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN);
        String latin = new String(avi, StandardCharsets.ISO_8859_1);
        data.putInt(latin.indexOf("avih") + 24, (int) count).putInt(latin.indexOf("strh") + 40, (int) count);
        Path file = Files.write(folder.resolve("counted.avi"), avi);

        try (FrameSource frames = Frames.open(file, FrameOptions.DEFAULT.withProvider("ffmpeg"))) {
            assertThat(frames.info().frames()).hasValue(FRAMES);
        }
    }

    /** In ticks, before the clock of a transport stream runs over. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2 * STEP + 100, 5 * STEP, 100 * STEP, TransportStream.WRAP - STEP})
    void next_givesTheFramesAroundTheEndOfTheClock(long before) throws IOException {
        List<byte[]> pictures =
                TransportStream.pictures(Mp4Boxes.annexB(written("a.mp4"), new byte[] {6, 5, 0, (byte) 0x80}));
        long first = TransportStream.WRAP - before;
        Path file = Files.write(folder.resolve("clock.ts"), TransportStream.of(pictures, first, STEP));

        try (FrameSource frames = Frames.open(file)) {
            List<Long> times = millis(frames);
            assertThat(times).hasSize(FRAMES);
            assertThat(times.get(0)).isEqualTo(first / 90);
            for (int i = 1; i < FRAMES; i++) {
                assertThat(times.get(i) - times.get(i - 1)).isBetween(99L, 101L);
            }
            frames.seekFrame(3);
            try (Frame frame = Objects.requireNonNull(frames.next())) {
                assertThat(frame.time().toMillis()).isEqualTo(times.get(3));
            }
        }
    }

    @Test
    void seek_isExactInARecordingThatBeginsInTheMiddle() throws IOException {
        List<byte[]> once =
                TransportStream.pictures(Mp4Boxes.annexB(written("a.mp4"), new byte[] {6, 5, 0, (byte) 0x80}));
        List<byte[]> pictures = new ArrayList<>(once.subList(2, FRAMES));
        pictures.addAll(once);
        Path file = Files.write(folder.resolve("middle.ts"), TransportStream.of(pictures, STEP, STEP));

        try (FrameSource frames = Frames.open(file)) {
            List<Long> times = millis(frames);
            for (int index : new int[] {1, times.size() - 1, 0}) {
                frames.seek(Duration.ofMillis(times.get(index)));
                try (Frame frame = Objects.requireNonNull(frames.next())) {
                    assertThat(frame.time().toMillis()).isEqualTo(times.get(index));
                    assertThat(frame.index()).isEqualTo(index);
                }
            }
        }
    }

    /** Gray of 16 bits has no headroom, as 8 bits have none. */
    @ParameterizedTest
    @ValueSource(strings = {"film.apng", "film.png", "film.dat"})
    void next_givesAllFramesOfAnAnimatedPngAndTheirLevels(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), AnimatedPng.of(0, 5 * 257, 100 * 257, 250 * 257, 65535));
        List<Integer> levels = new ArrayList<>();

        try (FrameSource frames = Frames.open(file)) {
            frames.forEach(frame -> {
                ByteBuffer data = ((RawFrame) frame.image()).data();
                levels.add(data.get(data.position()) & 0xff);
            });
        }

        int[] expected = {0, 5, 100, 250, 255};
        assertThat(levels).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            // FFmpeg rounds 16 bits in its own way.
            assertThat(levels.get(i)).isBetween(expected[i] - 1, expected[i] + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"film.mjpeg, 3", "film.MJPG, 3", "photo.jpg, 1"})
    void next_givesAllJpegsInARowOfAFileThatIsNamedSo(String name, int expected) throws IOException {
        byte[] avi = written("a.avi");
        String latin = new String(avi, StandardCharsets.ISO_8859_1);
        int begin = latin.indexOf("\u00ff\u00d8");
        int end = latin.indexOf("\u00ff\u00d9", begin) + 2;
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            row.write(avi, begin, end - begin);
        }
        Path file = Files.write(folder.resolve(name), row.toByteArray());

        try (FrameSource frames = Frames.open(file)) {
            assertThat(millis(frames)).hasSize(expected);
        }
    }

    @Test
    void open_refusesAnAnimatedWebp() throws IOException {
        ByteBuffer webp = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(56);
        webp.put("WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).put((byte) 2);
        webp.position(30).put("ANIM".getBytes(StandardCharsets.ISO_8859_1)).putInt(6);
        Path file = Files.write(folder.resolve("film.webp"), webp.array());

        assertThatThrownBy(() -> Frames.open(file).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("film.webp")
                .hasMessageContaining("animated WebP");
    }
}
