package dev.visiontask.examples;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.visiontask.BackendNotFoundException;
import dev.visiontask.OutputException;
import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import dev.visiontask.VisionException;
import dev.visiontask.activity.ActivityRecognizer;
import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.activity.TimelineOptions;
import dev.visiontask.json.JsonLinesWriter;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The part of {@link Recognize} that cuts a long video into segments and shows them. */
final class TimelineProgram {
    static final String TIMELINE = "--timeline";
    private static final String WINDOW = "--window";
    private static final String HOP = "--hop";
    private static final String ENTER = "--enter";
    private static final String LEAVE = "--leave";

    /** Those that only this part has. */
    static final List<Option> OPTIONS = List.of(
            Option.of(TIMELINE, "FILE", "cuts one video into segments, and writes a page that shows them"),
            Option.of(
                    WINDOW, "N", "with " + TIMELINE + ": frames in a window; else what the model looks at in one pass"),
            Option.of(
                    HOP, "N", "with " + TIMELINE + ": frames from one window to the next; else a quarter of a window"),
            Option.of(ENTER, "SCORE", "with " + TIMELINE + ": the score that begins a segment; else 0.6"),
            Option.of(LEAVE, "SCORE", "with " + TIMELINE + ": the score below which it ends; else two thirds of that"));

    private static final int HOPS = 4;
    private static final float DEFAULT_ENTER = 0.6f;
    private static final float LEAVE_SHARE = 2 / 3f;

    private final Terminal terminal;
    private final List<Option> options = Stream.of(
                    ModelOptions.ALL,
                    List.of(Option.of(
                            FileProgram.INPUT, "FILE|DIR", "the video, or a folder of pictures that are its frames")),
                    VideoOptions.FRAMES,
                    OPTIONS,
                    List.of(
                            Option.of(FileProgram.JSON, "FILE", "writes one line of JSON a segment"),
                            Option.flag(FileProgram.INFO, "prints the model, the engine and every setting"),
                            Option.flag(FileProgram.HELP, "prints this text")))
            .flatMap(List::stream)
            .toList();

    TimelineProgram(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the program and gives its {@link ExitCode}. */
    int run(String... args) {
        try {
            Arguments arguments = Arguments.parse(options, args);
            if (arguments.has(FileProgram.HELP)) {
                terminal.out()
                        .print("Recognize " + TIMELINE + ": says what happens when in a video.\n\n"
                                + Arguments.describe(options)
                                + "\nExit code: 0 if every frame of the video was read, 1 if not, 2 if the call was"
                                + " wrong or the model does not open.\n");
                return ExitCode.OK;
            }
            return run(arguments);
        } catch (UsageException | BackendNotFoundException e) {
            terminal.err().println("Recognize: " + e.getMessage());
            terminal.err().println("See Recognize " + TIMELINE + " FILE " + FileProgram.HELP + ".");
            return ExitCode.USAGE;
        }
    }

    private int run(Arguments arguments) {
        arguments.require(ModelOptions.MODEL);
        Path video = FileProgram.path(arguments.require(FileProgram.INPUT));
        if (!Files.exists(video)) {
            throw new UsageException("Expected a video, found nothing at " + video);
        }
        FrameOptions frames = VideoOptions.frames(arguments);
        Path page = FileProgram.path(arguments.require(TIMELINE));
        try (ActivityRecognizer recognizer = open(arguments)) {
            if (arguments.has(FileProgram.INFO)) {
                terminal.out().println(recognizer.info());
            }
            TimelineRun run = new TimelineRun(
                    recognizer,
                    String.valueOf(FileProgram.path(arguments.require(ModelOptions.MODEL))
                            .getFileName()),
                    cutting(arguments, recognizer.info()),
                    terminal);
            recognizer.warmUp();
            Timeline timeline = answer(run, video, frames, arguments);
            terminal.out().println(timeline.table().toText());
            terminal.out().println(video + ": " + timeline.summary());
            timeline.sharesText().forEach((label, share) -> terminal.out().println("  " + label + " " + share));
            terminal.out().println("timeline: " + write(timeline, page));
            FrameCounts counts = timeline.read().counts();
            counts.firstProblem().ifPresent(problem -> terminal.err().println("lost: " + problem));
            return counts.lost() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (VisionException e) {
            terminal.err().println(e.getClass().getSimpleName() + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static ActivityRecognizer open(Arguments arguments) {
        try {
            return ModelOptions.apply(ActivityRecognizer.builder(), arguments).build();
        } catch (VisionException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** How the video is cut, as the caller says or as fits the model. */
    private static TimelineOptions cutting(Arguments arguments, TaskInfo info) {
        int window = arguments.count(WINDOW, 1).map(Math::toIntExact).orElseGet(() -> reach(info));
        int hop = arguments.count(HOP, 1).map(Math::toIntExact).orElse(Math.max(1, window / HOPS));
        float enter = arguments.number(ENTER).orElse(DEFAULT_ENTER);
        float leave = arguments.number(LEAVE).orElse(enter * LEAVE_SHARE);
        try {
            return new TimelineOptions(window, hop).withThresholds(enter, leave);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** From the first frame to the last that the model looks at in one pass. */
    private static int reach(TaskInfo info) {
        return (setting(info, "clip_length", 1) - 1) * setting(info, "clip_stride", HOPS) + 1;
    }

    private static int setting(TaskInfo info, String key, int otherwise) {
        return info.settings().stream()
                .filter(setting -> setting.key().equals(key))
                .map(Setting::value)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(otherwise);
    }

    private Timeline answer(TimelineRun run, Path video, FrameOptions frames, Arguments arguments) {
        if (!arguments.has(FileProgram.JSON)) {
            return run.of(Frames.open(video, frames), frames, segment -> {});
        }
        try (JsonLinesWriter lines = json(arguments)) {
            return run.of(Frames.open(video, frames), frames, segment -> lines.write(line(video, segment)));
        }
    }

    private static JsonLinesWriter json(Arguments arguments) {
        try {
            return new JsonLinesWriter(FileProgram.path(arguments.require(FileProgram.JSON)));
        } catch (OutputException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String line(Path video, ActivitySegment segment) {
        JsonObject line = new JsonObject();
        line.addProperty("source", video.toString());
        JsonParser.parseString(segment.toJson())
                .getAsJsonObject()
                .entrySet()
                .forEach(member -> line.add(member.getKey(), member.getValue()));
        return line.toString();
    }

    private static Path write(Timeline timeline, Path page) {
        try {
            return new TimelinePage(timeline).write(page);
        } catch (IOException e) {
            throw new UsageException("Expected a file that can be written for " + TIMELINE + ", found: " + e, e);
        }
    }
}
