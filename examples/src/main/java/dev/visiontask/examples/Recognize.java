package dev.visiontask.examples;

import dev.visiontask.VisionTask;
import dev.visiontask.activity.Activities;
import dev.visiontask.activity.Activity;
import dev.visiontask.activity.ActivityOptions;
import dev.visiontask.activity.ActivityRecognizer;
import dev.visiontask.activity.Clip;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.starter.StarterModels;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.Frames;
import dev.visiontask.video.Sampling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what happens in videos, or in a range of their frames: a user's model on a user's videos. With {@code --timeline}
 * it cuts one long video into segments instead. {@code --help} lists the options.
 */
public final class Recognize implements FileTask<Clip, Activities> {
    private static final String TOP = "--top";
    private static final int SHOWN_FRAMES = 32;

    private final List<String> looked = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Sampling sampling = Sampling.ALL;
    private boolean tellsFrames = true;

    Recognize() {}

    /**
     * Ends the process with 0 if every video was answered and is whole, 1 if not, 2 if the call was wrong. Without options
     * it shows the timeline of a film that comes with the examples.
     */
    public static void main(String[] args) {
        Terminal terminal = Terminal.standard();
        terminal.exit(run(terminal, args));
    }

    /** Runs the program and gives its {@link ExitCode}. */
    static int run(Terminal terminal, String... args) {
        if (args.length == 0) {
            return runSample(terminal);
        }
        boolean timeline = Arrays.stream(args).anyMatch(arg -> arg.split("=", 2)[0].equals(TimelineProgram.TIMELINE));
        return timeline
                ? new TimelineProgram(terminal).run(args)
                : new FileProgram<>(new Recognize(), terminal).run(args);
    }

    private static int runSample(Terminal terminal) {
        Path examples;
        try {
            examples = ExamplesFolder.find();
        } catch (UsageException e) {
            terminal.err().println("Recognize: " + e.getMessage());
            return ExitCode.USAGE;
        }
        return new TimelineProgram(terminal)
                .run(
                        ModelOptions.MODEL,
                        StarterModels.CAMERA_MOTION,
                        FileProgram.INPUT,
                        examples.resolve("clips").resolve("film.avi").toString(),
                        TimelineProgram.TIMELINE,
                        examples.resolve("target").resolve("timeline.html").toString());
    }

    @Override
    public String program() {
        return "Recognize";
    }

    @Override
    public String purpose() {
        return "says what happens in videos, with labels and scores, best first; or when, as a timeline.";
    }

    @Override
    public String noun() {
        return "video";
    }

    @Override
    public List<Option> options() {
        return Stream.of(
                        List.of(Option.of(
                                TOP, "K", "how many classes at most, or all; else as the model says, mostly 5")),
                        VideoOptions.FRAMES,
                        TimelineProgram.OPTIONS)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public VisionTask<Clip, Activities> open(Arguments arguments) {
        if (TimelineProgram.OPTIONS.stream().anyMatch(option -> arguments.has(option.name()))) {
            arguments.require(TimelineProgram.TIMELINE);
        }
        ActivityOptions options = arguments
                .countOrAll(TOP)
                .map(ActivityOptions.NONE::withMaxResults)
                .orElse(ActivityOptions.NONE);
        return ModelOptions.apply(ActivityRecognizer.builder(), arguments)
                .options(options)
                .build();
    }

    @Override
    public FileInput<Clip> input(Arguments arguments) {
        FrameOptions frames = VideoOptions.frames(arguments);
        sampling = frames.sampling();
        tellsFrames = !arguments.has(FileProgram.JSON);
        return clips(frames);
    }

    /** Videos, or those frames of them that these options choose. */
    static FileInput<Clip> clips(FrameOptions frames) {
        return new FileInput<>(VideoFiles::find, video -> Clip.of(video, frames), video -> Clip.of(video, 0, 1));
    }

    @Override
    public void answered(Path video, Activities result) {
        Frames.missingEnd(video).ifPresent(words -> problems.add("lost: " + video + ": " + words));
        if (tellsFrames) {
            List<Long> frames = result.frames();
            String shown =
                    frames.stream().limit(SHOWN_FRAMES).map(String::valueOf).collect(Collectors.joining(" "));
            int more = frames.size() - SHOWN_FRAMES;
            looked.add(video + ": looked at the frames " + shown
                    + (more > 0 ? " and " + more + " more, which " + FileProgram.JSON + " lists" : ""));
        }
    }

    @Override
    public String finished() {
        return String.join("\n", looked);
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    @Override
    public List<Finding> findings(Activities result) {
        return findingsOf(result);
    }

    static List<Finding> findingsOf(Activities result) {
        return result.classes().stream()
                .map(found -> new Finding(found.label(), found.score()))
                .toList();
    }

    @Override
    public List<Shot> shots(Path video, Activities result) {
        return List.of(Shot.made(() -> Storyboard.of(video, result.frames())));
    }

    @Override
    public void putJson(JsonObjectText line, Activities result) {
        line.put("start_frame", sampling.firstFrame());
        if (sampling.endFrame() != Long.MAX_VALUE) {
            line.put("end_frame", sampling.endFrame());
        }
        line.putJson("passes", result.passes().toString());
        line.put("classes", result.classes().stream().map(Recognize::json).toList());
    }

    private static JsonObjectText json(Activity found) {
        return new JsonObjectText()
                .put("index", found.index())
                .put("label", found.label())
                .put("score", found.score());
    }
}
