package dev.visiontask.examples;

import dev.visiontask.BadInputException;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.Frames;
import dev.visiontask.video.Sampling;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The options that say which frames of which video a program looks at. */
final class VideoOptions {
    static final String INPUT = "--input";
    static final String START = "--start-frame";
    static final String END = "--end-frame";
    static final String EVERY = "--every";

    /** Those that choose frames. */
    static final List<Option> FRAMES = List.of(
            Option.of(START, "N", "the first frame to look at, counted from 0"),
            Option.of(END, "N", "the first frame not to look at any more"),
            Option.of(EVERY, "N", "looks at every N-th frame only"));

    static final List<Option> ALL = Stream.concat(
                    Stream.of(Option.of(
                            INPUT, "VIDEO", "a video file, or a folder or pattern of pictures that are its frames")),
                    FRAMES.stream())
            .toList();

    private VideoOptions() {}

    /**
     * The video that the caller named.
     *
     * @throws UsageException if there is none
     */
    static Path input(Arguments arguments) {
        return FileProgram.path(arguments.require(INPUT));
    }

    /**
     * The frames that the caller chose, at their full size.
     *
     * @throws UsageException if a number is wrong
     */
    static FrameOptions frames(Arguments arguments) {
        long start = arguments.count(START, 0).orElse(0L);
        long end = arguments.count(END, 0).orElse(Long.MAX_VALUE);
        if (end <= start) {
            throw new UsageException("Expected " + START + " below " + END + ", found: " + start + " and " + end
                    + "; the end is exclusive");
        }
        Sampling sampling = Sampling.everyNth(arguments.count(EVERY, 1).orElse(1L));
        return FrameOptions.DEFAULT.withSampling(sampling.frames(start, end));
    }

    /**
     * Opens the chosen frames of the video.
     *
     * @throws UsageException if an option is wrong or the video does not open
     */
    static FrameSource open(Arguments arguments) {
        try {
            return Frames.open(input(arguments), frames(arguments));
        } catch (BadInputException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** How many frames will come, as far as the container tells; 0 if it does not. */
    static int expected(FrameSource frames, FrameOptions options) {
        Sampling sampling = options.sampling();
        long end = Math.min(sampling.endFrame(), frames.info().frames().orElse(0));
        long count = Math.max(0, end - sampling.firstFrame() + sampling.step() - 1) / sampling.step();
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
