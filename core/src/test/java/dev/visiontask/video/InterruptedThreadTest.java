package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.json.JsonLinesWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of interrupts: the flag survives, nothing is lost, no thread stays; only a wait of one's own may end early. */
@Timeout(120)
class InterruptedThreadTest {
    private static final int FRAMES = 12;

    @TempDir
    private static Path folder;

    /** What a thread does, with a check of what comes out. */
    private record Operation(String name, Body body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Body {
        void run(Path folder) throws IOException;
    }

    static Stream<Operation> operations() {
        return Stream.of(
                new Operation("read an image by its path", InterruptedThreadTest::readImage),
                new Operation("read the frames of a video", InterruptedThreadTest::readVideo),
                new Operation("seek in a video", InterruptedThreadTest::seek),
                new Operation("read a folder of images", InterruptedThreadTest::readFolder),
                new Operation("write a video", InterruptedThreadTest::writeVideo),
                new Operation("give a video up", InterruptedThreadTest::discardVideo),
                new Operation("write lines of JSON", InterruptedThreadTest::writeLines),
                new Operation("run a task over a video", InterruptedThreadTest::stream),
                new Operation("close a stream at work", InterruptedThreadTest::closeStream),
                new Operation("close a source", InterruptedThreadTest::closeSource));
    }

    @AfterEach
    void noThreadIsLeft() {
        Thread.interrupted();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("visiontask-stream"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_isDoneOnAThreadThatIsInterruptedAlready(Operation operation) throws IOException {
        Thread.currentThread().interrupt();
        operation.body().run(folder);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_isDoneOnAThreadThatIsInterruptedAgainAndAgain(Operation operation) throws Exception {
        Thread subject = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch last = new CountDownLatch(1);
        Thread storm = new Thread(() -> {
            while (!done.get()) {
                subject.interrupt();
                LockSupport.parkNanos(20_000);
            }
            subject.interrupt();
            last.countDown();
        });
        storm.start();
        try {
            for (int i = 0; i < 5; i++) {
                operation.body().run(folder);
            }
        } finally {
            done.set(true);
            while (last.getCount() > 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(Thread.interrupted()).isTrue();
        storm.join();
    }

    private static void readImage(Path folder) throws IOException {
        Path file = folder.resolve("image.jpg");
        if (!Files.exists(file)) {
            Files.write(file, TestAvi.jpeg(3));
        }
        try (ImageReader reader = new ImageReader(ReadOptions.DEFAULT);
                DecodedImage image = reader.read(ImageSource.of(file))) {
            assertThat(image.size()).isEqualTo(new ImageSize(TestAvi.WIDTH, TestAvi.HEIGHT));
        }
    }

    private static Path video(Path folder) throws IOException {
        Path file = folder.resolve("read.avi");
        if (!Files.exists(file)) {
            Files.write(file, new TestAvi().addPictures(FRAMES).bytes(1, 10, FRAMES));
        }
        return file;
    }

    private static void assertComplete(Path file) {
        try (FrameSource frames = Frames.open(file)) {
            List<Long> indexes = new ArrayList<>();
            frames.forEach(frame -> {
                indexes.add(frame.index());
                assertThat(Seen.of(frame).gray()).isBetween(gray(frame) - 2, gray(frame) + 2);
            });
            assertThat(indexes).hasSize(FRAMES);
            assertThat(frames.counts().lost()).isZero();
        }
    }

    private static int gray(Frame frame) {
        return TestAvi.gray(frame.index());
    }

    private static void readVideo(Path folder) throws IOException {
        assertComplete(video(folder));
    }

    private static void seek(Path folder) throws IOException {
        try (FrameSource frames = Frames.open(video(folder))) {
            for (int index : new int[] {7, 2, 11}) {
                frames.seekFrame(index);
                try (Frame frame = Objects.requireNonNull(frames.next())) {
                    assertThat(frame.index()).isEqualTo(index);
                }
            }
        }
    }

    private static void readFolder(Path folder) throws IOException {
        Path images = folder.resolve("images");
        if (!Files.exists(images)) {
            Files.createDirectory(images);
            for (int i = 0; i < FRAMES; i++) {
                Files.write(images.resolve(i + ".jpg"), TestAvi.jpeg(i));
            }
        }
        assertComplete(images);
    }

    private static void writeVideo(Path folder) {
        Path file = folder.resolve("written.avi");
        try (FrameWriter writer = Frames.create(file, WriteOptions.DEFAULT.withQuality(1))) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(FrameWriterTest.gray(TestAvi.WIDTH, TestAvi.HEIGHT, TestAvi.gray(i)));
            }
        }
        assertComplete(file);
    }

    private static void discardVideo(Path folder) throws IOException {
        FrameWriter writer = Frames.create(folder.resolve("discarded.avi"));
        writer.write(FrameWriterTest.gray(8, 8, 1));
        writer.discard();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("discarded"));
        }
    }

    private static void writeLines(Path folder) throws IOException {
        Path file = folder.resolve("lines.jsonl");
        try (JsonLinesWriter lines = new JsonLinesWriter(file)) {
            for (int i = 0; i < FRAMES; i++) {
                lines.write("{\"line\":" + i + "}");
            }
        }
        assertThat(Files.readString(file)).hasLineCount(FRAMES).endsWith("{\"line\":11}\n");
    }

    private static void stream(Path folder) throws IOException {
        List<Long> indexes = new ArrayList<>();
        try (ResultStream<Long> results =
                ResultStream.map(Frames.open(video(folder)), Frame::index, StreamOptions.DEFAULT)) {
            for (FrameResult<Long> result = next(results); result != null; result = next(results)) {
                indexes.add(result.value());
            }
        }
        assertThat(indexes).hasSize(FRAMES).isSorted();
    }

    /** The wait is the caller's own, and may end; the next one goes on. */
    private static <R> @Nullable FrameResult<R> next(ResultStream<R> results) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return results.next();
                } catch (CancellationException e) {
                    assertThat(Thread.interrupted()).isTrue();
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void closeStream(Path folder) throws IOException {
        CountingSource source = new CountingSource(1000, null);
        ResultStream<Long> results = ResultStream.map(source, Frame::index, StreamOptions.DEFAULT.withWorkers(3));
        assertThat(next(results)).isNotNull();
        results.close();
        assertThat(source.open()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("visiontask-stream"));
    }

    private static void closeSource(Path folder) throws IOException {
        FrameSource frames = Frames.open(video(folder));
        Objects.requireNonNull(frames.next()).close();
        frames.close();
        frames.close();
    }
}
