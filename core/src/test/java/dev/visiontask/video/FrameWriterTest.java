package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.OutputException;
import dev.visiontask.PixelFormat;
import dev.visiontask.RawFrame;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.BgrSamples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What core writes alone: Motion-JPEG in AVI, read back by its own reader. */
class FrameWriterTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("film.avi");
    }

    /** A plain gray picture. */
    static ImageSource gray(int width, int height, int gray) {
        byte[] samples = new byte[width * height];
        Arrays.fill(samples, (byte) gray);
        return ImageSource.ofPixels(ByteBuffer.wrap(samples), width, height, width, PixelFormat.GRAY);
    }

    private static List<Seen> read(Path file) {
        List<Seen> seen = new ArrayList<>();
        try (FrameSource frames = Frames.open(file)) {
            frames.forEach(frame -> seen.add(Seen.of(frame)));
            assertThat(frames.counts().lost()).isZero();
        }
        return seen;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    @Test
    void write_isReadBack() throws IOException {
        try (FrameWriter writer = Frames.create(file)) {
            for (int i = 0; i < 20; i++) {
                writer.write(gray(64, 48, 10 * i), seconds(7 + i / 30.0));
            }
            assertThat(writer.codec()).isEqualTo("mjpeg");
            assertThat(writer.size()).isEqualTo(new ImageSize(64, 48));
            assertThat(writer.counts().frames()).isEqualTo(20);
            assertThat(files()).allMatch(name -> name.endsWith(".part"));
        }

        assertThat(files()).containsExactly("film.avi");
        List<Seen> seen = read(file);
        assertThat(seen).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(seen.get(i).seconds()).isCloseTo(i / 30.0, within(1e-6));
            assertThat(seen.get(i).gray()).isCloseTo(10 * i, within(1));
            assertThat(seen.get(i).width()).isEqualTo(64);
        }
        try (FrameSource frames = Frames.open(file)) {
            assertThat(frames.info().frameRate()).isEqualTo(30);
            assertThat(frames.info().frames()).hasValue(20);
        }
    }

    @Test
    void write_keepsColours() {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(200, 40, 90));
        graphics.fillRect(0, 0, 64, 48);
        graphics.dispose();
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(ImageSource.of(image));
        }

        try (FrameSource frames = Frames.open(file);
                Frame frame = Objects.requireNonNull(frames.next())) {
            ByteBuffer bgr = ((RawFrame) frame.image()).data();
            assertThat(bgr.get(0) & 0xff).isCloseTo(90, within(2));
            assertThat(bgr.get(1) & 0xff).isCloseTo(40, within(2));
            assertThat(bgr.get(2) & 0xff).isCloseTo(200, within(2));
        }
    }

    @Test
    void write_takesTheRateOfTheOptionsWithoutTimes() {
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(30000 / 1001.0))) {
            writer.write(gray(16, 16, 0));
            writer.write(gray(16, 16, 0));
            writer.write(gray(16, 16, 0));
        }

        assertThat(read(file)).extracting(Seen::seconds).containsExactly(0.0, 0.033366667, 0.066733333);
    }

    @Test
    void write_findsTheRateOfRoundedTimes() {
        try (FrameWriter writer = Frames.create(file)) {
            for (int i = 0; i < 300; i++) {
                writer.write(gray(16, 16, 0), Duration.ofMillis(Math.round(i * 1001 / 30.0)));
            }
        }

        try (FrameSource frames = Frames.open(file)) {
            assertThat(frames.info().frameRate()).isCloseTo(29.97, within(0.005));
            assertThat(frames.info().frames()).hasValue(300);
        }
    }

    @Test
    void write_leavesPlacesEmptyWhereNoFrameIs() {
        double[] times = {0, 0.1, 0.2, 0.5, 0.6, 1.2};
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(10))) {
            for (double time : times) {
                writer.write(gray(16, 16, 0), seconds(time));
            }
        }

        List<Seen> seen = read(file);
        assertThat(seen).extracting(Seen::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(seen).extracting(Seen::seconds).containsExactly(0.0, 0.1, 0.2, 0.5, 0.6, 1.2);
    }

    @Test
    void write_movesTimesThatRunBackwards() {
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(10))) {
            for (double time : new double[] {5, 5.1, 5.1, 5.05, 5.2, 0, 0.1, 1e7}) {
                writer.write(gray(16, 16, 0), seconds(time));
            }
            assertThat(writer.counts().retimed()).isEqualTo(4);
            assertThat(writer.counts().duration()).isBetween(seconds(0.4), seconds(0.6));
        }

        assertThat(read(file)).hasSize(8).isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
    }

    @Test
    void write_fitsFramesOfOtherSizes() {
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(gray(40, 40, 200));
            writer.write(gray(80, 40, 200));
            writer.write(gray(20, 20, 200));
            assertThat(writer.counts().resized()).isEqualTo(2);
        }

        try (FrameSource frames = Frames.open(file)) {
            assertThat(grayAt(frames, 20, 5)).isCloseTo(200, within(3));
            Frame wide = Objects.requireNonNull(frames.next());
            assertThat(grayAt(wide, 20, 2)).isCloseTo(0, within(12));
            assertThat(grayAt(wide, 20, 20)).isCloseTo(200, within(3));
            assertThat(grayAt(frames, 1, 1)).isCloseTo(200, within(3));
        }
    }

    private static int grayAt(FrameSource frames, int x, int y) {
        return grayAt(Objects.requireNonNull(frames.next()), x, y);
    }

    private static int grayAt(Frame frame, int x, int y) {
        RawFrame image = (RawFrame) frame.image();
        return image.data().get(y * image.rowStride() + 3 * x) & 0xff;
    }

    @Test
    void write_keepsOddSizes() {
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(gray(33, 17, 90));
        }

        assertThat(read(file))
                .singleElement()
                .extracting(Seen::width, Seen::height)
                .containsExactly(33, 17);
    }

    @Test
    void write_takesFramesAndFiles() throws IOException {
        Path picture = folder.resolve("p.jpg");
        Files.write(picture, TestAvi.jpeg(3));
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(ImageSource.of(picture));
            assertThatThrownBy(() -> writer.write(ImageSource.of(folder.resolve("none.jpg"))))
                    .isInstanceOf(BadInputException.class);
            writer.write(ImageSource.of(picture));
        }

        assertThat(read(file)).hasSize(2).allMatch(seen -> Math.abs(seen.gray() - TestAvi.gray(3)) <= 2);
    }

    @Test
    void finish_beginsNewListsInLongFiles() throws IOException {
        try (AviFile avi = new AviFile(Files.createFile(file), new ImageSize(TestAvi.WIDTH, TestAvi.HEIGHT), 20_000)) {
            for (int i = 0; i < 100; i++) {
                avi.add(ByteBuffer.wrap(TestAvi.jpeg(i % 16)));
            }
            avi.finish(new AviRate(1, 10));
        }

        List<Seen> seen = read(file);
        assertThat(seen).hasSize(100);
        assertThat(seen.get(99).seconds()).isEqualTo(9.9);
        assertThat(seen.get(99).gray()).isCloseTo(TestAvi.gray(3), within(2));
        try (FrameSource frames = Frames.open(file)) {
            frames.seekFrame(77);
            assertThat(Objects.requireNonNull(Seen.next(frames)).gray()).isCloseTo(TestAvi.gray(13), within(2));
        }
    }

    @Test
    void close_keepsWhatWasWrittenBeforeAnException() {
        assertThatThrownBy(() -> {
                    try (FrameWriter writer = Frames.create(file)) {
                        writer.write(gray(16, 16, 0));
                        throw new IllegalStateException("in the middle");
                    }
                })
                .hasMessage("in the middle");

        assertThat(read(file)).hasSize(1);
    }

    /** As a process leaves it that is killed. */
    @Test
    void write_leavesAReadablePart() throws IOException {
        try (FrameWriter writer = Frames.create(file)) {
            for (int i = 0; i < 20; i++) {
                writer.write(gray(16, 16, 5 * i), seconds(i / 10.0));
            }
            List<Seen> seen = new ArrayList<>();
            try (FrameSource frames = Frames.open(folder.resolve(files().get(0)))) {
                frames.forEach(frame -> seen.add(Seen.of(frame)));
            }
            assertThat(seen).hasSize(20);
            assertThat(seen.get(19).seconds()).isEqualTo(1.9);
        }
    }

    @Test
    void discard_leavesTheOlderFile() throws IOException {
        Files.writeString(file, "older");
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(gray(16, 16, 0));
            writer.discard();
        }

        assertThat(files()).containsExactly("film.avi");
        assertThat(file).hasContent("older");
    }

    @Test
    void close_replacesTheOlderFile() throws IOException {
        Files.writeString(file, "older");
        try (FrameWriter writer = Frames.create(file)) {
            writer.write(gray(16, 16, 0));
            assertThat(file).hasContent("older");
        }

        assertThat(read(file)).hasSize(1);
    }

    @Test
    void close_refusesAVideoWithoutFrames() throws IOException {
        FrameWriter writer = Frames.create(file);

        assertThatThrownBy(writer::close)
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("film.avi")
                .hasMessageContaining("at least one frame");
        writer.close();
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> writer.write(gray(16, 16, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void create_saysWhatIsMissing() {
        assertThatThrownBy(() -> Frames.create(folder.resolve("film.mp4")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("film.mp4")
                .hasMessageContaining("[avi]")
                .hasMessageContaining("dev.visiontask:visiontask-video-ffmpeg");
        assertThatThrownBy(() -> Frames.create(folder.resolve("film")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("no extension");
        assertThatThrownBy(() -> Frames.create(file, WriteOptions.DEFAULT.withCodec(VideoCodec.MPEG4)))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("auto, mjpeg")
                .hasMessageContaining("dev.visiontask:visiontask-video-ffmpeg");
        assertThatThrownBy(() -> Frames.create(file, WriteOptions.DEFAULT.withProvider("none")))
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("motion-jpeg")
                .hasMessageContaining("none");
    }

    @Test
    void create_refusesPlacesThatCannotBeWritten() {
        assertThatThrownBy(() -> Frames.create(folder.resolve("no/such/film.avi")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("no/such/film.avi")
                .hasMessageContaining("folder");
        assertThat(folder.resolve("folder.avi").toFile().mkdir()).isTrue();
        assertThatThrownBy(() -> Frames.create(folder.resolve("folder.avi")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("found a folder");
    }

    @Test
    void write_refusesWhatAviDoesNotHave() {
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withBitRate(1000))) {
            assertThatThrownBy(() -> writer.write(gray(16, 16, 0)))
                    .isInstanceOf(UnsupportedOptionException.class)
                    .hasMessageContaining("quality");
            writer.discard();
        }
    }

    @Test
    void open_failsWhenTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
        assertThatThrownBy(() -> new AviFile(full, new ImageSize(16, 16)))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("writing failed");
    }

    /** A provider that fails at the third picture, and notes whether it was closed. */
    public static final class Failing implements VideoWriterProvider, VideoWriter {
        private static int written;
        private static boolean closed;

        /** For the service loader. */
        public Failing() {}

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Set<String> extensions() {
            return Set.of("fail");
        }

        @Override
        public Set<VideoCodec> codecs(String extension) {
            return Set.of(VideoCodec.AUTO);
        }

        @Override
        public VideoWriter open(Path file, String extension, ImageSize size, WriteOptions options) {
            written = 0;
            closed = false;
            return this;
        }

        @Override
        public ImageSize size() {
            return new ImageSize(16, 16);
        }

        @Override
        public String codec() {
            return "none";
        }

        @Override
        public void write(BgrSamples picture, Duration time) {
            if (++written == 3) {
                throw new OutputException("no room left");
            }
        }

        @Override
        public void finish() {
            throw new AssertionError("finished after a failure");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void close_deletesWhatWasWrittenBeforeAnError() throws IOException {
        Path services = folder.resolve("classes/META-INF/services");
        Files.createDirectories(services);
        Files.writeString(services.resolve(VideoWriterProvider.class.getName()), Failing.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            try (FrameWriter writer = Frames.create(folder.resolve("film.fail"))) {
                writer.write(gray(16, 16, 0));
                writer.write(gray(16, 16, 0));
                assertThatThrownBy(() -> writer.write(gray(16, 16, 0)))
                        .isInstanceOf(OutputException.class)
                        .hasMessageContaining("film.fail")
                        .hasMessageContaining("no room left");
                assertThatThrownBy(() -> writer.write(gray(16, 16, 0)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("failed before");
                assertThat(writer.counts().frames()).isEqualTo(2);
            }
        } finally {
            thread.setContextClassLoader(before);
        }

        assertThat(Failing.closed).isTrue();
        assertThat(files()).containsExactly("classes");
    }

    @Test
    void close_fromAnotherThreadEndsBetweenFrames() throws InterruptedException {
        FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(10));
        Thread closer = new Thread(() -> {
            while (writer.counts().frames() < 5) {
                Thread.onSpinWait();
            }
            writer.close();
        });
        closer.start();
        assertThatThrownBy(() -> {
                    while (true) {
                        writer.write(gray(16, 16, 0));
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        closer.join();

        assertThat(read(file)).hasSize((int) writer.counts().frames());
    }

    @Test
    void write_fromManyThreadsKeepsEveryFrame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withRate(10))) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> writer.write(gray(16, 16, 0))));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(read(file)).hasSize(40);
    }
}
