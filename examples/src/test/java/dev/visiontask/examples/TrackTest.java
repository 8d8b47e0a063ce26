package dev.visiontask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.detection.tracking.MotChallengeFile;
import dev.visiontask.detection.tracking.TrackDrawing;
import dev.visiontask.detection.tracking.TrackSequence;
import dev.visiontask.detection.tracking.Tracker;
import dev.visiontask.json.JsonLinesWriter;
import dev.visiontask.video.FrameResult;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import dev.visiontask.video.WriteOptions;
import java.awt.Color;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a video of twelve green frames, with the model of {@link DetectTest}, which finds green in the middle of each. */
class TrackTest {
    private static final int COUNT = 12;

    @TempDir
    Path folder;

    private final Capture capture = new Capture(false);
    private Path model = Path.of("");
    private Path video = Path.of("");

    @BeforeEach
    void modelAndVideo() throws IOException {
        model = DetectTest.writeModel(folder.resolve("model"));
        Path picture = ColorModel.picture(folder.resolve("green.png"), new Color(0, 255, 51));
        video = folder.resolve("green.avi");
        try (FrameWriter writer = Frames.create(video, WriteOptions.DEFAULT.withRate(10))) {
            for (int i = 0; i < COUNT; i++) {
                writer.write(ImageSource.of(picture));
            }
        }
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--model", model.toString(), "--input", video.toString()));
        args.addAll(List.of(more));
        return new Track(capture.terminal()).run(args.toArray(String[]::new));
    }

    private static List<JsonObject> read(Path json) throws IOException {
        return Files.readAllLines(json).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Test
    void run_writesTracksAsMotChallengeKeepsThem() {
        Path mot = folder.resolve("tracks.txt");

        assertThat(run("--mot", mot.toString())).as("%s", capture).isZero();

        TrackSequence tracks = MotChallengeFile.read(mot);
        assertThat(tracks.ids()).containsExactly(1L);
        assertThat(tracks.frames()).hasSize(COUNT).contains(0L, COUNT - 1L);
        assertThat(run("--mot", folder.resolve("no/where.txt").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(capture.toString()).contains("OutputException");
    }

    @Test
    void run_writesALineAFrame() throws IOException {
        Path json = folder.resolve("tracks.jsonl");

        assertThat(run("--json", json.toString())).as("%s", capture).isZero();

        List<JsonObject> lines = read(json);
        assertThat(lines).hasSize(COUNT);
        assertThat(lines.get(5).get("frame").getAsInt()).isEqualTo(5);
        assertThat(lines.get(5).get("time").getAsDouble()).isEqualTo(0.5);
        JsonObject track = lines.get(5)
                .getAsJsonObject("result")
                .getAsJsonArray("tracks")
                .get(0)
                .getAsJsonObject();
        assertThat(track.get("id").getAsInt()).isEqualTo(1);
        assertThat(track.get("label").getAsString()).isEqualTo("green");
        assertThat(capture.out())
                .contains("12 frames answered, 0 failed, 0 lost")
                .contains("1 tracks");
        assertThat(capture.out().lines().filter(line -> line.contains("green")))
                .singleElement()
                .satisfies(line -> assertThat(line.strip().split(" +"))
                        .containsExactly("1", "green", "0.00", "1.10", "0", "11", "12"));
    }

    @Test
    void run_writesTheVideoWithBoxes() {
        for (String name : new String[] {"tracks.mp4", "tracks.avi"}) {
            Path output = folder.resolve(name);

            assertThat(run("--output", output.toString())).as("%s", capture).isZero();

            try (FrameSource frames = Frames.open(output)) {
                List<Double> times = new ArrayList<>();
                frames.forEach(frame -> times.add(frame.time().toMillis() / 1000.0));
                assertThat(times).hasSize(COUNT).endsWith(1.1);
                assertThat(frames.info().size()).isEqualTo(new ImageSize(64, 48));
            }
        }
        assertThat(capture.out()).contains("tracks.mp4, h264, 64x48").contains("tracks.avi, mjpeg, 64x48");
    }

    @Test
    void run_takesSomeOfTheFrames() throws IOException {
        Path json = folder.resolve("tracks.jsonl");
        Path output = folder.resolve("tracks.mp4");

        assertThat(run(
                        "--json",
                        json.toString(),
                        "--output",
                        output.toString(),
                        "--start-frame",
                        "2",
                        "--end-frame",
                        "10",
                        "--every",
                        "2"))
                .as("%s", capture)
                .isZero();

        assertThat(read(json).stream().map(line -> line.get("frame").getAsInt()))
                .containsExactly(2, 4, 6, 8);
        try (FrameSource frames = Frames.open(output)) {
            List<Long> times = new ArrayList<>();
            frames.forEach(frame -> times.add(frame.time().toMillis()));
            assertThat(times).containsExactly(0L, 200L, 400L, 600L);
        }
    }

    @Test
    void run_followsTheLabelsOfTheCallerOnly() {
        assertThat(run("--classes", "blue,green")).as("%s", capture).isZero();
        assertThat(capture.out()).contains("1 tracks");
        assertThat(run("--classes", "red")).as("%s", capture).isZero();
        assertThat(capture.out()).contains("0 tracks");
    }

    @Test
    void run_countsInPlaces() throws IOException {
        Path json = folder.resolve("tracks.jsonl");

        assertThat(run("--json", json.toString(), "--line", "0,24,64,24", "--zone", "0,0,64,0,64,48,0,48"))
                .as("%s", capture)
                .isZero();

        JsonObject last = read(json).get(COUNT - 1);
        assertThat(last.getAsJsonArray("crossings")).isEmpty();
        assertThat(last.getAsJsonArray("inside").get(0).getAsInt()).isEqualTo(1);
        assertThat(capture.out()).contains("line 1").contains("inside at the end");
    }

    @Test
    void run_tellsOfFramesThatAreLost() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(video.toFile(), "rw")) {
            file.setLength(file.length() - 3000);
        }

        assertThat(run()).isEqualTo(ExitCode.FAILED);
        assertThat(capture.out()).doesNotContain(", 0 lost");
    }

    @Test
    void run_takesTheSampleWithoutModelAndVideo() {
        assertThat(new Track(capture.terminal()).run("--end-frame", "3"))
                .as("%s", capture)
                .isZero();
        assertThat(capture.out()).contains("3 frames answered").contains("figure");
    }

    @Test
    void run_refusesWrongCalls() {
        assertThat(run("--output", folder.resolve("tracks.xyz").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("mp4").contains("xyz");
        assertThat(run("--output", video.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("another file");
        assertThat(run("--output", folder.resolve("none/tracks.mp4").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("none/tracks.mp4");
        assertThat(run("--json", folder.resolve("none/tracks.jsonl").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("--line", "1,2,1,2")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--line", "1,2,x,2")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--zone", "1,2,3,4,5")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("pairs");
        assertThat(run("--classes", "yellow")).isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("yellow");
        assertThat(new Track(capture.terminal()).run("--input", video.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(capture.err()).contains("--model");
    }

    @Test
    void add_writesErrorsAsLines() throws IOException {
        Path json = folder.resolve("tracks.jsonl");
        TrackPlaces places = TrackPlaces.of(Arguments.parse(TrackPlaces.ALL));
        try (JsonLinesWriter lines = new JsonLinesWriter(json)) {
            TrackRun run = new TrackRun(Tracker.create(), places, new TrackDrawing(5), null, lines);
            run.add(
                    new FrameResult<>(
                            7,
                            Duration.ofSeconds(1),
                            new ImageSize(64, 48),
                            new Outcome.Failure<>(new BadInputException("too dark")),
                            null),
                    null);
            assertThat(run.firstFailure()).contains("frame 7").contains("too dark");
        }

        assertThat(json)
                .hasContent("{\"frame\":7,\"time\":1.0,\"error\":{\"type\":\"BadInputException\","
                        + "\"message\":\"too dark\"}}");
    }

    @Test
    void run_explainsItself() {
        assertThat(new Track(capture.terminal()).run("--help")).isZero();
        assertThat(capture.out()).contains("--output FILE").contains("--zone").contains("Exit code");
    }
}
