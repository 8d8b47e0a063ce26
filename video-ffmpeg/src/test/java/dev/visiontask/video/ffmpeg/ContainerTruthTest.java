package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import dev.visiontask.video.VideoInfo;
import dev.visiontask.video.WriteOptions;
import dev.visiontask.video.ffmpeg.Mp4Boxes.Edit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What containers say of their frames beside them: which are shown, which way up, and how many there are. */
class ContainerTruthTest {
    private static final int FRAMES = 10;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int ONE = 1 << 16;
    private static final int W = 1 << 30;

    /** Ticks of a frame at ten frames a second, in the time of the track. */
    private static int tick;

    @TempDir
    private static Path folder;

    private static byte[] mp4 = {};

    /** Ten frames, each of which tells its number by its gray, with the four corners of different colours. */
    @BeforeAll
    static void write() throws IOException {
        mp4 = Files.readAllBytes(written("whole.mp4"));
        Mp4Boxes.with(mp4, "stts", content -> {
            tick = ByteBuffer.wrap(content).getInt(12);
            return content;
        });
    }

    private static Path written(String name) {
        Path file = folder.resolve(name);
        try (FrameWriter writer =
                Frames.create(file, WriteOptions.DEFAULT.withRate(10).withQuality(1))) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(picture(i));
            }
        }
        return file;
    }

    private static ImageSource picture(int number) {
        ByteBuffer bgr = ByteBuffer.allocate(3 * WIDTH * HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean left = x < WIDTH / 2;
                boolean top = y < HEIGHT / 2;
                int level = top && left ? 20 * number : top ? 250 : left ? 40 : 130;
                bgr.put((byte) level).put((byte) level).put((byte) level);
            }
        }
        return ImageSource.ofPixels(bgr.flip(), WIDTH, HEIGHT, 3 * WIDTH, PixelFormat.BGR);
    }

    private static Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** The four levels of a frame, row by row: left top, right top, left bottom, right bottom. */
    private static int[] corners(Frame frame) {
        int width = frame.size().width();
        int height = frame.size().height();
        RawFrame image = (RawFrame) frame.image();
        ByteBuffer data = image.data();
        int[] levels = new int[4];
        for (int i = 0; i < 4; i++) {
            int x = i % 2 == 0 ? width / 4 : 3 * width / 4;
            int y = i < 2 ? height / 4 : 3 * height / 4;
            levels[i] = data.get(data.position() + y * image.rowStride() + 3 * x) & 0xff;
        }
        return levels;
    }

    private static int number(Frame frame) {
        return Math.round(corners(frame)[0] / 20f);
    }

    static Stream<Arguments> matrices() {
        int[] stored = {0, 250, 40, 130};
        int[] turned = {40, 0, 130, 250};
        return Stream.of(
                Arguments.of("as it is", new int[] {ONE, 0, 0, 0, ONE, 0, 0, 0, W}, 0, false, stored),
                Arguments.of("a quarter", new int[] {0, ONE, 0, -ONE, 0, 0, HEIGHT << 16, 0, W}, 90, false, turned),
                Arguments.of(
                        "a half", new int[] {-ONE, 0, 0, 0, -ONE, 0, 0, 0, W}, 180, false, new int[] {130, 40, 250, 0}),
                Arguments.of("three quarters", new int[] {0, -ONE, 0, ONE, 0, 0, 0, 0, W}, 270, false, new int[] {
                    250, 130, 0, 40
                }),
                Arguments.of(
                        "left to right", new int[] {-ONE, 0, 0, 0, ONE, 0, 0, 0, W}, 0, true, new int[] {250, 0, 130, 40
                        }),
                Arguments.of(
                        "upside down", new int[] {ONE, 0, 0, 0, -ONE, 0, 0, 0, W}, 180, true, new int[] {40, 130, 0, 250
                        }),
                Arguments.of(
                        "transposed", new int[] {0, ONE, 0, ONE, 0, 0, 0, 0, W}, 270, true, new int[] {0, 40, 250, 130
                        }),
                Arguments.of(
                        "transversed", new int[] {0, -ONE, 0, -ONE, 0, 0, 0, 0, W}, 90, true, new int[] {130, 250, 40, 0
                        }),
                Arguments.of("twice as large", new int[] {0, 2 * ONE, 0, -2 * ONE, 0, 0, 0, 0, W}, 90, false, turned),
                Arguments.of("almost straight", new int[] {ONE, 300, 0, -300, ONE, 0, 0, 0, W}, 0, false, stored));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrices")
    void next_turnsAndMirrorsAsTheMatrixSays(String name, int[] matrix, int rotation, boolean mirrored, int[] expected)
            throws IOException {
        Path file = file("matrix.mp4", Mp4Boxes.withMatrix(mp4, matrix));
        try (FrameSource frames = Frames.open(file);
                Frame frame = Objects.requireNonNull(frames.next())) {
            VideoInfo info = frames.info();
            assertThat(info.rotation()).isEqualTo(rotation);
            assertThat(info.mirrored()).isEqualTo(mirrored);
            assertThat(frame.size()).isEqualTo(info.size());
            assertThat(frame.size().width()).isEqualTo(rotation % 180 == 0 ? WIDTH : HEIGHT);
            int[] found = corners(frame);
            for (int i = 0; i < 4; i++) {
                assertThat(found[i])
                        .as("corner %s of %s", i, Arrays.toString(found))
                        .isBetween(expected[i] - 8, expected[i] + 8);
            }
        }
    }

    /** Some phones and browsers say it in the frame: a quarter against the clock, after H.264, D.1.27. */
    @Test
    void next_turnsAsThePictureItselfSays() throws IOException {
        byte[] sei = {6, 47, 3, 8, 0, 20, (byte) 0x80};
        Path file = file("turned.h264", Mp4Boxes.annexB(mp4, sei));
        try (FrameSource frames = Frames.open(file);
                Frame frame = Objects.requireNonNull(frames.next())) {
            assertThat(frame.size().width()).isEqualTo(HEIGHT);
            int[] found = corners(frame);
            assertThat(found[0]).isBetween(240, 255);
            assertThat(found[1]).isBetween(120, 140);
            assertThat(found[3]).isBetween(32, 48);
        }
    }

    static Stream<Arguments> wrongMatrices() {
        return Stream.of(
                Arguments.of("an eighth", new int[] {46341, 46341, 0, -46341, 46341, 0, 0, 0, W}),
                Arguments.of("five degrees", new int[] {65287, 5712, 0, -5712, 65287, 0, 0, 0, W}),
                Arguments.of("sheared", new int[] {ONE, 0, 0, ONE / 2, ONE, 0, 0, 0, W}),
                Arguments.of("flat", new int[] {ONE, 0, 0, ONE, 0, 0, 0, 0, W}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongMatrices")
    void open_refusesOtherMatrices(String name, int[] matrix) throws IOException {
        Path file = file("wrong-matrix.mp4", Mp4Boxes.withMatrix(mp4, matrix));
        assertThatThrownBy(() -> Frames.open(file).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("wrong-matrix.mp4")
                .hasMessageContaining("display matrix");
    }

    static Stream<Arguments> edits() {
        int f = tick;
        return Stream.of(
                edit("whole", 0, range(0, 10), new Edit(1000, 0)),
                edit("the last five", 0, range(5, 10), new Edit(500, 5 * f)),
                edit("the first five", 0, range(0, 5), new Edit(500, 0)),
                edit("the middle", 0, range(3, 7), new Edit(400, 3 * f)),
                edit("the last one", 0, range(9, 10), new Edit(100, 9 * f)),
                edit("after a pause", 300, range(0, 10), new Edit(300, -1), new Edit(1000, 0)),
                edit("trimmed after a pause", 200, range(4, 10), new Edit(200, -1), new Edit(600, 4 * f)),
                edit("two parts", 0, new int[] {0, 1, 2, 7, 8, 9}, new Edit(300, 0), new Edit(300, 7 * f)));
    }

    private static Arguments edit(String name, int firstMillis, int[] shown, Edit... edits) {
        return Arguments.of(name, firstMillis, shown, edits);
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void next_givesTheFramesThatTheEditListShows(String name, int firstMillis, int[] shown, Edit[] edits)
            throws IOException {
        Path file = file("edited.mp4", Mp4Boxes.withEdits(mp4, edits));
        try (FrameSource frames = Frames.open(file)) {
            OptionalLong announced = frames.info().frames();
            assertThat(announced.orElse(shown.length)).isEqualTo(shown.length);
            for (int i = 0; i < shown.length; i++) {
                try (Frame frame = Objects.requireNonNull(frames.next())) {
                    assertThat(number(frame)).isEqualTo(shown[i]);
                    assertThat(frame.index()).isEqualTo(i);
                    assertThat(frame.time().toMillis()).isEqualTo(firstMillis + 100L * i);
                }
            }
            assertThat(frames.next()).isNull();
            assertThat(frames.counts().lost()).isZero();
            assertThat(frames.counts().firstProblem()).isEmpty();
            for (int goal : new int[] {shown.length - 1, 0, shown.length / 2}) {
                frames.seekFrame(goal);
                try (Frame frame = Objects.requireNonNull(frames.next())) {
                    assertThat(number(frame)).as("after seeking to %s", goal).isEqualTo(shown[goal]);
                    assertThat(frame.index()).isEqualTo(goal);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 60})
    void next_doesNotMissFramesThatOnlyTheTableOfTimesHas(int samples) throws IOException {
        Path file = file("times.mp4", Mp4Boxes.withTimes(mp4, samples, tick));
        try (FrameSource frames = Frames.open(file)) {
            OptionalLong announced = frames.info().frames();
            frames.forEach(frame -> {});
            FrameCounts counts = frames.counts();
            assertThat(announced.orElse(counts.decoded())).isEqualTo(counts.decoded());
            assertThat(counts.lost()).isZero();
        }
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                Arguments.of("cut.mp4", 0.9),
                Arguments.of("cut.mp4", 0.95),
                Arguments.of("cut.mkv", 0.9),
                Arguments.of("cut.mkv", 0.8),
                Arguments.of("cut.webm", 0.7),
                Arguments.of("cut.avi", 0.8),
                Arguments.of("cut.mov", 0.8));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("cuts")
    void counts_sayThatAFileEndsBeforeItsAnnouncedEnd(String name, double part) throws IOException {
        byte[] whole = Files.readAllBytes(written("uncut" + name.substring(3)));
        Path file = file(name, Arrays.copyOf(whole, (int) (whole.length * part)));
        try (FrameSource frames = Frames.open(file)) {
            frames.forEach(frame -> {});
            FrameCounts counts = frames.counts();
            assertThat(counts.lost()).isPositive();
            assertThat(counts.decoded()).isBetween(1L, (long) FRAMES);
            assertThat(counts.firstProblem().orElse("")).contains(name);
        }
        try (FrameSource frames = Frames.open(folder.resolve("uncut" + name.substring(3)))) {
            frames.forEach(frame -> {});
            assertThat(frames.counts().lost()).isZero();
            assertThat(frames.counts().decoded()).isEqualTo(FRAMES);
        }
    }

    /** Places without a frame are empty chunks, which the header counts. */
    @Test
    void counts_doNotMissTheEmptyChunksOfAvi() throws IOException {
        Path file = folder.resolve("sparse.avi");
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(10))) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(picture(i), Duration.ofMillis(300L * i));
            }
        }
        try (FrameSource frames = Frames.open(file)) {
            assertThat(frames.info().provider()).isEqualTo("ffmpeg");
            frames.forEach(frame -> assertThat(frame.time().toMillis()).isEqualTo(300 * frame.index()));
            assertThat(frames.counts().decoded()).isEqualTo(FRAMES);
            assertThat(frames.counts().lost()).isZero();
        }
    }

    static Stream<Arguments> otherContents() {
        return Stream.of(
                Arguments.of("a text", text("Dear all,\nthe film is in the other folder.\n")),
                Arguments.of("web page", text("<!DOCTYPE html><html><head><title>Sign in</title></head></html>")),
                Arguments.of(
                        "git lfs pull",
                        text("version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64)
                                + "\nsize 12345\n")),
                Arguments.of("Unpack it", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}),
                Arguments.of("JSON", text("{\"error\": \"not found\"}")),
                Arguments.of("PDF", text("%PDF-1.7\n")),
                Arguments.of("moov", Arrays.copyOf(text("\0\0\0\20ftypisom\0\0\2\0\0\1\0\0mdat"), 4000)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherContents")
    void open_saysWhatIsThereInsteadOfAVideo(String words, byte[] content) throws IOException {
        Path file = file("film.mp4", content);
        assertThatThrownBy(() -> {
                    try (FrameSource frames = Frames.open(file)) {
                        frames.next();
                    }
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("film.mp4")
                .hasMessageContaining(words)
                .hasMessageNotContaining("Invalid data");
    }

    @Test
    void open_saysThatTheRecordingNeverFinished() throws IOException {
        Path file = file("unfinished.mp4", withoutIndex());
        assertThatThrownBy(() -> Frames.open(file).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("unfinished.mp4")
                .hasMessageContaining("moov");
    }

    private static byte[] withoutIndex() {
        int at = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("moov");
        byte[] changed = mp4.clone();
        System.arraycopy(text("void"), 0, changed, at, 4);
        return changed;
    }

    @Test
    void open_refusesTheCoverOfASound() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR), "jpg", jpeg);
        byte[] type = text("\0image/jpeg\0\3\0");
        int content = type.length + jpeg.size();
        int tag = content + 10;
        ByteArrayOutputStream mp3 = new ByteArrayOutputStream();
        mp3.writeBytes(text("ID3\3\0\0\0\0"));
        mp3.writeBytes(new byte[] {(byte) (tag >> 7), (byte) (tag & 0x7f)});
        mp3.writeBytes(ByteBuffer.allocate(10).put(text("APIC")).putInt(content).array());
        mp3.writeBytes(type);
        mp3.writeBytes(jpeg.toByteArray());
        for (int i = 0; i < 20; i++) {
            // Silence of MPEG 1, layer 3, 128 kbit/s at 44.1 kHz.
            mp3.writeBytes(Arrays.copyOf(new byte[] {(byte) 0xff, (byte) 0xfb, (byte) 0x90, 0}, 417));
        }
        Path file = file("song.mp3", mp3.toByteArray());
        assertThatThrownBy(() -> Frames.open(file).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("song.mp3")
                .hasMessageContaining("cover");
    }
}
