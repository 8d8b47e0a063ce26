package dev.visiontask.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OddFilesTest {
    @TempDir
    private Path folder;

    private static FrameCounts readAll(Path file) {
        try (FrameSource frames = Frames.open(file)) {
            frames.forEach(frame -> {});
            return frames.counts();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "audio_only.mp4, none of them video",
        "small_AudioVideoInterleave.avi, found none",
        "small_Mpeg4.mp4, none of them video",
        "small_WindowsMediaVideo.wmv, found none",
        "text_named.avi, a text",
        "truncated_200k.mp4, moov",
        "zero_bytes.mp4, empty file",
    })
    void open_orNextSaysWhatIsWrong(String file, String words) {
        assertThatThrownBy(() -> readAll(TestData.path("video/odd/" + file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "bitflips.mp4, 280, 3",
        "decord_corrupted.mp4, 50, 1",
        "truncated_150k_noindex.avi, 112, 52",
        "one_frame.mp4, 1, 0",
        "jpeg_named.mp4, 1, 0",
        "video_90.mov, 3, 0",
    })
    void next_givesTheFramesThatAreThereAndCountsTheLost(String file, long announced, long lost) {
        FrameCounts counts = readAll(TestData.path("video/odd/" + file));
        assertThat(counts.lost()).isEqualTo(lost);
        assertThat(counts.decoded()).isEqualTo(announced - lost);
        assertThat(counts.firstProblem().isPresent()).isEqualTo(lost > 0);
    }

    /** Whatever is in the folder: an answer within the time of the test, not a crash. */
    @Test
    void next_survivesEveryOddFileCutAnywhere() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(TestData.path("video/odd"))) {
            files = all.toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int part = 1; part < 4; part++) {
                int length = bytes.length * part / 4;
                Path cut = folder.resolve(part + "-" + file.getFileName());
                Files.write(cut, Arrays.copyOf(bytes, length));
                try {
                    assertThat(readAll(cut).decoded()).isPositive();
                } catch (BadInputException e) {
                    assertThat(e.getMessage()).contains(String.valueOf(cut.getFileName()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:1/a.ts\n", "ffconcat version 1.0\nfile a.mp4\n"})
    void open_refusesAFileThatLeadsElsewhere(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("film.mp4"), text);
        assertThatThrownBy(() -> readAll(file)).isInstanceOf(BadInputException.class);
    }

    @Test
    void next_givesTheTimesOfAVariableRate() throws IOException {
        Path file = Files.write(folder.resolve("a.gif"), TestGif.withDelays(10, 50, 20, 30));
        try (FrameSource frames = Frames.open(file)) {
            assertThat(Look.prints(frames)).extracting(Look.Print::seconds).containsExactly(0.0, 0.1, 0.6, 0.8);
        }
    }

    @Test
    void close_freesNativeMemoryOnEveryPath() {
        Path sound = TestData.path("video/odd/video_90.mov");
        Path broken = TestData.path("video/odd/audio_only.mp4");
        Path empty = TestData.path("video/odd/small_WindowsMediaVideo.wmv");
        ResidentMemory.assertGrowthBelow(24 << 20, 100, () -> {
            readAll(sound);
            assertThatThrownBy(() -> readAll(broken)).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> readAll(empty)).isInstanceOf(BadInputException.class);
            try (FrameSource frames = Frames.open(sound)) {
                frames.seekFrame(2);
                Look.next(frames);
            }
        });
    }

    @Test
    void open_readsNamesThatAreNotAscii() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Files.copy(TestData.path("video/odd/one_frame.mp4"), bytes);
        Path file = Files.write(folder.resolve("f\u00efl\u043c %03d #1.mp4"), bytes.toByteArray());
        assertThat(readAll(file).decoded()).isEqualTo(1);
    }
}
