package dev.visiontask.examples;

import dev.visiontask.BackendNotFoundException;
import dev.visiontask.BadInputException;
import dev.visiontask.OutputException;
import dev.visiontask.VisionException;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.detection.tracking.MotChallengeFile;
import dev.visiontask.detection.tracking.TrackDrawing;
import dev.visiontask.detection.tracking.Tracker;
import dev.visiontask.detection.tracking.TrackingOptions;
import dev.visiontask.json.JsonLinesWriter;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameResult;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.FrameWriter;
import dev.visiontask.video.Frames;
import dev.visiontask.video.ResultStream;
import dev.visiontask.video.StreamCounts;
import dev.visiontask.video.StreamOptions;
import dev.visiontask.video.WriteOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the objects of a video: which are the same from frame to frame, who crosses a line, who is in a zone. Writes the
 * video with what was found drawn on. {@code --help} lists the options.
 */
public final class Track {
    private static final String OUTPUT = "--output";
    private static final String JSON = "--json";
    private static final String MOT = "--mot";
    private static final String CLASSES = "--classes";
    private static final String THRESHOLD = "--threshold";
    private static final String TRAIL = "--trail";
    private static final String INFO = "--info";
    private static final String HELP = "--help";

    private static final List<Option> OPTIONS = Stream.of(
                    ModelOptions.ALL,
                    VideoOptions.ALL,
                    List.of(
                            Option.of(
                                    OUTPUT, "FILE", "writes the video with boxes and ways: mp4, mov, mkv, webm or avi"),
                            Option.of(JSON, "FILE", "writes one line of JSON a frame"),
                            Option.of(MOT, "FILE", "writes the tracks as MOTChallenge keeps them"),
                            Option.of(CLASSES, "LABEL,...", "follows objects of these labels only"),
                            Option.of(
                                    THRESHOLD, "SCORE", "the lowest score that keeps a track alive, 0 to 1; else 0.1"),
                            Option.of(TRAIL, "N", "draws the last N places of each object; else 30")),
                    TrackPlaces.ALL,
                    List.of(
                            Option.flag(INFO, "prints the model, the engine and every setting with its origin"),
                            Option.flag(HELP, "prints this text")))
            .flatMap(List::stream)
            .toList();

    /** ByteTrack keeps weak objects, so that tracks survive while they are half hidden. */
    private static final float LOWEST_SCORE = 0.1f;

    private static final long DEFAULT_TRAIL = 30;
    private static final int FRAMES_OUT_OF_SIGHT = 30;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MOST_RATE = 1000;

    private final Terminal terminal;

    Track(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Ends the process with 0 if every frame was answered, 1 if some were not, 2 if the call was wrong. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.standard();
        terminal.exit(new Track(terminal).run(args));
    }

    /** Runs the program and gives its {@link ExitCode}. */
    int run(String... args) {
        try {
            Arguments arguments = Arguments.parse(OPTIONS, args);
            if (arguments.has(HELP)) {
                terminal.out().print(usage());
                return ExitCode.OK;
            }
            return arguments.has(ModelOptions.MODEL) || arguments.has(VideoOptions.INPUT)
                    ? run(arguments)
                    : run(Arguments.parse(OPTIONS, withSample(args)));
        } catch (UsageException | BackendNotFoundException e) {
            terminal.err().println("Track: " + e.getMessage());
            terminal.err().println("See Track " + HELP + ".");
            return ExitCode.USAGE;
        }
    }

    private static String[] withSample(String... args) {
        String clip = ExamplesFolder.find().resolve("clips/pages.avi").toString();
        List<String> sample = List.of(ModelOptions.MODEL, "page-layout", VideoOptions.INPUT, clip);
        return Stream.concat(sample.stream(), Stream.of(args)).toArray(String[]::new);
    }

    private static String usage() {
        return "Track: follows the objects of a video: which are the same from frame to frame.\n"
                + "Without " + ModelOptions.MODEL + " and " + VideoOptions.INPUT
                + ": the parts of the pages in examples/clips/pages.avi.\n\n" + Arguments.describe(OPTIONS)
                + "\nExit code: 0 if every frame was answered, 1 if some were not, 2 if the call was wrong or the"
                + " model or video does not open.\n";
    }

    private int run(Arguments arguments) {
        arguments.require(ModelOptions.MODEL);
        arguments.require(VideoOptions.INPUT);
        FrameOptions options = VideoOptions.frames(arguments);
        TrackPlaces places = TrackPlaces.of(arguments);
        TrackDrawing drawing =
                new TrackDrawing((int) (long) arguments.count(TRAIL, 0).orElse(DEFAULT_TRAIL));
        try (ObjectDetector detector = open(arguments);
                FrameSource frames = VideoOptions.open(arguments)) {
            if (arguments.has(INFO)) {
                terminal.out().println(detector.info());
                terminal.out().println(frames.info());
            }
            Tracker tracker = Tracker.create(TrackingOptions.builder()
                    .keepLost((int) Math.min(
                            Integer.MAX_VALUE,
                            FRAMES_OUT_OF_SIGHT * options.sampling().step()))
                    .build());
            int code;
            try (FrameWriter video = video(arguments, frames, options);
                    JsonLinesWriter json = json(arguments)) {
                TrackRun run = new TrackRun(tracker, places, drawing, video, json);
                if (arguments.has(MOT)) {
                    run.keepTracks();
                }
                code = follow(detector, frames, options, run, video != null);
                report(places, run);
                if (arguments.has(MOT)) {
                    MotChallengeFile.write(run.tracks(), FileProgram.path(arguments.require(MOT)));
                }
                if (video != null && video.counts().frames() > 0) {
                    terminal.out().println("video: " + video.file() + ", " + video.codec() + ", " + video.size());
                }
            }
            return code;
        } catch (OutputException e) {
            show(e);
            return ExitCode.FAILED;
        }
    }

    private static ObjectDetector open(Arguments arguments) {
        DetectionOptions.Builder options = DetectionOptions.builder()
                .scoreThreshold(arguments.number(THRESHOLD).orElse(LOWEST_SCORE));
        try {
            arguments.get(CLASSES).ifPresent(labels -> options.allow(labels.split(",", -1)));
            return ModelOptions.apply(ObjectDetector.builder(), arguments)
                    .options(options.build())
                    .build();
        } catch (VisionException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable FrameWriter video(Arguments arguments, FrameSource frames, FrameOptions options) {
        if (!arguments.has(OUTPUT)) {
            return null;
        }
        Path file = FileProgram.path(arguments.require(OUTPUT));
        if (file.toAbsolutePath().equals(VideoOptions.input(arguments).toAbsolutePath())) {
            throw new UsageException("Expected another file for " + OUTPUT + " than the video itself, found: " + file);
        }
        double rate = frames.info().frameRate() / options.sampling().step();
        try {
            return Frames.create(file, WriteOptions.DEFAULT.withRate(Math.min(rate, MOST_RATE)));
        } catch (VisionException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable JsonLinesWriter json(Arguments arguments) {
        if (!arguments.has(JSON)) {
            return null;
        }
        try {
            return new JsonLinesWriter(FileProgram.path(arguments.require(JSON)));
        } catch (OutputException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Takes every frame through detector and tracker; a source that fails in the middle ends the run. */
    private int follow(
            ObjectDetector detector, FrameSource frames, FrameOptions options, TrackRun run, boolean keepFrames) {
        detector.warmUp();
        StreamOptions keeping = StreamOptions.DEFAULT.withKeepFrames(keepFrames);
        int expected = VideoOptions.expected(frames, options);
        boolean whole = true;
        long start = System.nanoTime();
        try (ResultStream<Detections> results = detector.stream(frames, keeping)) {
            try (ProgressBar progress =
                    new ProgressBar(terminal, detector.info().backend(), expected)) {
                for (FrameResult<Detections> result : results) {
                    try (Frame frame = result.frame()) {
                        run.add(result, frame);
                    }
                    progress.step();
                }
            } catch (BadInputException e) {
                show(e);
                whole = false;
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            whole &= summary(results.counts(), frames.counts(), seconds);
        }
        return whole ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean summary(StreamCounts answers, FrameCounts frames, double seconds) {
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%d frames answered, %d failed, %d lost, %.1f frames/s%n",
                        answers.processed(),
                        answers.failed(),
                        frames.lost(),
                        answers.processed() / seconds);
        frames.firstProblem().ifPresent(problem -> terminal.err().println("lost: " + problem));
        return answers.failed() == 0 && frames.lost() == 0;
    }

    private void report(TrackPlaces places, TrackRun run) {
        terminal.out().print(run.table().table().toText());
        if (!places.isEmpty()) {
            terminal.out().print("\n" + places.table().toText());
        }
        String failure = run.firstFailure();
        if (failure != null) {
            terminal.err().println("failed: " + failure);
        }
        terminal.out().println(run.table().size() + " tracks");
    }

    private void show(VisionException e) {
        terminal.err().println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
}
