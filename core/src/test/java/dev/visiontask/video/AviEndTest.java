package dev.visiontask.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header announces is not the truth; where a file ends is. */
class AviEndTest {
    private static final int FRAMES = 6;

    @TempDir
    Path folder;

    private FrameCounts counts(byte[] avi) throws IOException {
        return counts(Files.write(folder.resolve("a.avi"), avi));
    }

    private static FrameCounts counts(Path file) {
        try (FrameSource frames = Frames.open(file)) {
            Seen.indexes(frames);
            return frames.counts();
        }
    }

    private static byte[] avi(int announced) {
        return new TestAvi().addPictures(FRAMES).bytes(1, 10, announced);
    }

    private static void setRiffLength(byte[] avi, int length) {
        ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length);
    }

    /** Another chunk at the end of the one list. */
    private static byte[] with(byte[] avi, byte[] chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(avi);
        out.writeBytes(chunk);
        byte[] all = out.toByteArray();
        setRiffLength(all, all.length - 8);
        return all;
    }

    /** The index of a file of before OpenDML, with so many entries. */
    private static byte[] oldIndex(int entries) {
        ByteBuffer index = ByteBuffer.allocate(8 + 16 * entries).order(ByteOrder.LITTLE_ENDIAN);
        index.put("idx1".getBytes(StandardCharsets.US_ASCII)).putInt(16 * entries);
        for (int i = 0; i < entries; i++) {
            index.put("00dc".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0x10)
                    .putInt(0)
                    .putInt(0);
        }
        return index.array();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAMES, FRAMES + 1, 100, -1})
    void counts_loseNothingOfAWholeFileWhateverItsHeaderAnnounces(int announced) throws IOException {
        for (byte[] avi :
                List.of(avi(announced), with(avi(announced), oldIndex(FRAMES)), with(avi(announced), oldIndex(100)))) {
            FrameCounts counts = counts(avi);

            assertThat(counts.decoded()).isEqualTo(FRAMES);
            assertThat(counts.lost()).isZero();
            assertThat(counts.firstProblem()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, -1, 1, 8, 9})
    void counts_loseNothingWhereTheLengthOfTheListIsAFewBytesOff(int bytes) throws IOException {
        byte[] avi = avi(FRAMES + 3);
        setRiffLength(avi, avi.length - 8 + bytes);

        assertThat(counts(avi).lost()).isZero();
    }

    @Test
    void counts_loseNothingOfAFileWithMoreBehindIt() throws IOException {
        byte[] avi = avi(FRAMES + 3);

        FrameCounts counts = counts(Arrays.copyOf(avi, avi.length + 1000));

        assertThat(counts.decoded()).isEqualTo(FRAMES);
        assertThat(counts.lost()).isZero();
    }

    /** Cut off in the last frame but one, before it, and in front of the last; decoded and lost. */
    @ParameterizedTest
    @CsvSource({"20, 4, 2", "0, 5, 1", "-8, 5, 1"})
    void counts_knowWhatAFileLacksThatIsCutOff(int more, int decoded, int lost) throws IOException {
        byte[] avi = avi(FRAMES);
        int last = TestAvi.jpeg(5).length + TestAvi.jpeg(5).length % 2 + 8;

        FrameCounts counts = counts(Arrays.copyOf(avi, avi.length - last - more));

        assertThat(counts.decoded()).isEqualTo(decoded);
        assertThat(counts.lost()).isEqualTo(lost);
        assertThat(counts.firstProblem()).isPresent();
    }

    @Test
    void counts_goByTheHeaderWhereTheWriterNeverSaidTheLength() throws IOException {
        byte[] avi = avi(FRAMES + 3);
        setRiffLength(avi, 0);

        assertThat(counts(avi).lost()).isEqualTo(3);
    }

    @Test
    void counts_knowWhichListsOfALongFileAreMissing() throws IOException {
        Path whole = folder.resolve("long.avi");
        try (AviFile avi = new AviFile(Files.createFile(whole), new ImageSize(TestAvi.WIDTH, TestAvi.HEIGHT), 20_000)) {
            for (int i = 0; i < 100; i++) {
                avi.add(ByteBuffer.wrap(TestAvi.jpeg(i % 16)));
            }
            avi.finish(new AviRate(1, 10));
        }
        byte[] bytes = Files.readAllBytes(whole);
        int second = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);

        FrameCounts counts = counts(Arrays.copyOf(bytes, second));

        assertThat(counts(whole).lost()).isZero();
        assertThat(counts.decoded()).isBetween(1L, 99L);
        assertThat(counts.decoded() + counts.lost()).isEqualTo(100);
    }
}
