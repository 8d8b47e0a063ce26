package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.BadInputException;
import dev.visiontask.UnsupportedOptionException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    private static final int COUNT = 12;

    @TempDir
    private Path folder;

    @BeforeEach
    void writePictures() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            Files.write(folder.resolve("shot" + i + ".jpg"), TestAvi.jpeg(i));
        }
        Files.writeString(folder.resolve("notes.txt"), "not a picture");
    }

    @Test
    void open_readsAFolderInTheOrderOfNumbers() {
        try (FrameSource frames = Frames.open(folder, FrameOptions.DEFAULT.withImageRate(4))) {
            List<Seen> seen = Seen.all(frames);
            assertThat(seen).hasSize(COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat(seen.get(i).gray()).isCloseTo(TestAvi.gray(i), within(2));
                assertThat(seen.get(i).seconds()).isEqualTo(i / 4.0);
            }
        }
    }

    @Test
    void open_readsAPattern() {
        try (FrameSource frames = Frames.open(folder.resolve("shot1*.jpg"))) {
            assertThat(Seen.all(frames))
                    .extracting(Seen::gray)
                    .hasSize(3)
                    .satisfies(grays -> assertThat(grays.get(2)).isCloseTo(TestAvi.gray(11), within(2)));
        }
    }

    @Test
    void open_readsASinglePictureWhateverItsName() throws IOException {
        Path file = Files.write(folder.resolve("picture.mp4"), TestAvi.jpeg(5));
        try (FrameSource frames = Frames.open(file)) {
            assertThat(Seen.all(frames)).hasSize(1);
        }
    }

    @Test
    void next_leavesBrokenPicturesOutAndCountsThem() throws IOException {
        Files.write(folder.resolve("shot3.jpg"), new byte[] {1, 2, 3});
        try (FrameSource frames = Frames.open(folder)) {
            assertThat(Seen.indexes(frames)).hasSize(COUNT - 1).doesNotContain(3L);
            assertThat(frames.counts().lost()).isEqualTo(1);
        }
    }

    @Test
    void open_samplesByTime() {
        FrameOptions options = FrameOptions.DEFAULT.withImageRate(10);
        Sampling middle = Sampling.ALL.between(Duration.ofMillis(250), Duration.ofMillis(600));
        try (FrameSource frames = Frames.open(folder, options.withSampling(middle))) {
            assertThat(Seen.indexes(frames)).containsExactly(3L, 4L, 5L);
        }
        try (FrameSource frames = Frames.open(folder, options.withSampling(Sampling.fps(4)))) {
            assertThat(Seen.indexes(frames)).containsExactly(0L, 3L, 5L, 8L, 10L);
        }
        try (FrameSource frames = Frames.open(folder, options.withSampling(Sampling.fps(100)))) {
            assertThat(Seen.indexes(frames)).hasSize(COUNT);
        }
    }

    @Test
    void seek_goesToTheFirstFrameAtOrAfterTheTime() {
        try (FrameSource frames = Frames.open(folder, FrameOptions.DEFAULT.withImageRate(30))) {
            Frame seventh = frameAt(frames, 7);
            frames.seek(seventh.time());
            assertThat(Seen.next(frames)).extracting(Seen::index).isEqualTo(7L);
            frames.seek(seventh.time().plusNanos(1));
            assertThat(Seen.next(frames)).extracting(Seen::index).isEqualTo(8L);
        }
    }

    private static Frame frameAt(FrameSource frames, long index) {
        frames.seekFrame(index);
        try (Frame frame = Objects.requireNonNull(frames.next())) {
            return frame;
        }
    }

    @Test
    void open_givesEachSizeOfPictureAsWished() {
        FrameOptions options = FrameOptions.DEFAULT;
        assertThat(sizes(options.withSize(DecodeSize.within(20, 20)))).containsOnly("20x12");
        assertThat(sizes(options.withSize(DecodeSize.shortestEdge(6)))).containsOnly("10x6");
        assertThat(sizes(options.withSize(DecodeSize.shortestEdge(600)))).containsOnly("40x24");
        assertThat(sizes(options.withSize(DecodeSize.exactly(50, 7)))).containsOnly("50x7");
    }

    private List<String> sizes(FrameOptions options) {
        try (FrameSource frames = Frames.open(folder, options)) {
            return Seen.all(frames).stream()
                    .map(seen -> seen.width() + "x" + seen.height())
                    .toList();
        }
    }

    @Test
    void image_isRefusedOnceTheFrameIsClosed() {
        try (FrameSource frames = Frames.open(folder)) {
            Frame frame = frameAt(frames, 0);
            assertThatThrownBy(frame::image).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void next_throwsOnceTheSourceIsClosed() {
        FrameSource frames = Frames.open(folder);
        frames.close();
        frames.close();
        assertThatThrownBy(frames::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void open_saysWhatIsMissing() throws IOException {
        Path nothing = folder.resolve("nothing");
        assertThatThrownBy(() -> Frames.open(nothing))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no such");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Frames.open(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none");
        Path zero = Files.write(folder.resolve("zero.mp4"), new byte[0]);
        assertThatThrownBy(() -> Frames.open(zero))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("empty file");
    }

    @Test
    void open_namesTheModuleThatReadsOtherVideos() throws IOException {
        byte[] mp4 = "\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("film.mp4"), mp4);
        assertThatThrownBy(() -> Frames.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mp4")
                .hasMessageContaining("dev.visiontask:visiontask-video-ffmpeg");
        assertThatThrownBy(() -> Frames.open(URI.create("rtsp://user:secret@camera/stream")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("dev.visiontask:visiontask-video-ffmpeg")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Frames.open(folder, FrameOptions.DEFAULT.withProvider("ffmpeg")))
                .isInstanceOf(UnsupportedOptionException.class);
    }
}
