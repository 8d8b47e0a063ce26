package dev.visiontask.detection.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.BadInputException;
import dev.visiontask.Box;
import dev.visiontask.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotChallengeFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tracks.txt"), text);
    }

    @Test
    void read_countsFramesFromZeroAndMovesBoxesByAPixel() throws IOException {
        TrackSequence tracks = MotChallengeFile.read(file("""
                2,7,11,21,30.5,40,-1,-1,-1,-1
                1,7,10, 20, 30, 40

                1 9 1 1 2 2 0.5
                """));

        assertThat(tracks.frames()).containsExactly(0L, 1L);
        assertThat(tracks.boxes(0))
                .containsExactly(
                        new TrackedBox(0, 7, new Box(9, 19, 39, 59)), new TrackedBox(0, 9, new Box(0, 0, 2, 2)));
        assertThat(tracks.boxes(1)).containsExactly(new TrackedBox(1, 7, new Box(10, 20, 40.5f, 60)));
    }

    @Test
    void readTruth_leavesOutWhatIsNotToBeConsidered() throws IOException {
        Path truth = file("""
                1,1,1,1,10,10,1,1,1
                1,2,1,1,10,10,0,1,1
                1,3,1,1,10,10,1,3,0.5
                """);

        assertThat(MotChallengeFile.readTruth(truth).ids()).containsExactlyInAnyOrder(1L, 3L);
        assertThat(MotChallengeFile.readTruth(truth, 1).ids()).containsExactly(1L);
        assertThat(MotChallengeFile.readTruth(truth, 1, 3).ids()).containsExactlyInAnyOrder(1L, 3L);
        assertThat(MotChallengeFile.read(truth).ids()).hasSize(3);
    }

    @Test
    void write_givesAFileThatReadsAsTheSame() throws IOException {
        TrackSequence tracks = TrackSequence.builder()
                .add(new TrackedBox(0, 1, new Box(0, 0, 10, 20.25f)))
                .add(new TrackedBox(12, 1, new Box(-3.5f, 4, 8, 16)))
                .add(new TrackedBox(12, 2, new Box(5, 5, 6, 6)))
                .build();
        Path file = folder.resolve("written.txt");

        MotChallengeFile.write(tracks, file);

        assertThat(file).content().startsWith("1,1,1.00,1.00,10.00,20.25,1,-1,-1,-1\n13,1,-2.50,5.00,11.50,12.00,1,");
        TrackSequence again = MotChallengeFile.read(file);
        assertThat(again.frames()).isEqualTo(tracks.frames());
        assertThat(again.boxes(0)).isEqualTo(tracks.boxes(0));
        assertThat(again.boxes(12)).isEqualTo(tracks.boxes(12));
        assertThat(TrackingEvaluation.of(tracks).evaluate(again).mota()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,1,1,1,10 | 5 numbers",
                "1,x,1,1,10,10 | found: x",
                "0,1,1,1,10,10 | whole frame from 1 on",
                "1,-1,1,1,10,10 | no tracks",
                "1,1.5,1,1,10,10 | whole id",
                "1,1,1,1,-10,10 | left <= right",
                "1,1,1,NaN,10,10 | finite",
                "1,4,1,1,10,10 | found 4 twice in frame 1",
                "1 4 7 7 20 20 | found 4 twice in frame 1",
                "1,5,0.1,0.2,0.3,0.4 | 0.1, 0.2, 0.3, 0.4",
                "1.5,5,1,1,10,10 | whole frame",
                "1,2147483648,1,1,10,10 | whole id",
            })
    void read_namesTheLineThatIsWrong(String line, String reason) throws IOException {
        Path file = file("1,4,1,1,10,10\n\n" + line + "\n");

        assertThatThrownBy(() -> MotChallengeFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("tracks.txt line 3: ", reason.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,4,1,1,10,10,1,1,1 | found 4 twice in frame 1",
                "1,4,30,30,10,10,1,1,1 | found 4 twice in frame 1",
                "1,5,1,1,10,10,1,1.5,1 | found: 1.5",
                "1,5,0,0,0.5,0.5,1,1,1 | shares of the image",
                "1,5,1,1,10,10,1,person,1 | found: person"
            })
    void readTruth_refusesWhatIsAmbiguousWithItsLine(String line, String reason) throws IOException {
        Path file = file("1,4,1,1,10,10,1,1,1\n2,4,1,1,10,10,1,1,1\n" + line + "\n");

        assertThatThrownBy(() -> MotChallengeFile.readTruth(file, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("tracks.txt line 3: ", reason.strip());
    }

    @Test
    void readTruth_takesAnIdTwiceWhereOnlyOneIsConsidered() throws IOException {
        Path file = file("1,4,1,1,10,10,1,1,1\n1,4,1,1,10,10,0,1,1\n1,4,1,1,10,10,1,3,1\n");

        assertThat(MotChallengeFile.readTruth(file, 1).size()).isEqualTo(1);
    }

    @Test
    void readTruth_saysThatThereIsNoClassWhenOneIsAskedFor() throws IOException {
        Path file = file("1,4,1,1,10,10,1\n");

        assertThatThrownBy(() -> MotChallengeFile.readTruth(file, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("expected a class in the eighth place");
    }

    @Test
    void read_saysWhatCannotBeRead() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> MotChallengeFile.read(binary)).isInstanceOf(BadInputException.class);
        Path marked = file("\uFEFF1,4,1,1,10,10\n");
        assertThatThrownBy(() -> MotChallengeFile.read(marked)).hasMessageContainingAll("line 1: ", "byte-order mark");
        assertThatThrownBy(() -> MotChallengeFile.read(folder.resolve("missing")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("missing");
        TrackSequence none = TrackSequence.builder().build();
        assertThatThrownBy(() -> MotChallengeFile.write(none, folder.resolve("no/where")))
                .isInstanceOf(OutputException.class);
    }
}
