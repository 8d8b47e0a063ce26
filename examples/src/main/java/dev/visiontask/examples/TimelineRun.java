package dev.visiontask.examples;

import dev.visiontask.activity.ActivityRecognizer;
import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.activity.ActivityTimeline;
import dev.visiontask.activity.TimelineOptions;
import dev.visiontask.examples.Timeline.Read;
import dev.visiontask.examples.Timeline.Scene;
import dev.visiontask.video.FrameOptions;
import dev.visiontask.video.FrameSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a video through a recogniser once, and keeps what a page shows of it. */
final class TimelineRun {
    private static final int STRIP = 10;
    /** More make a page that no browser likes. */
    private static final int MOST_PICTURES = 300;

    private static final double NANOS_PER_SECOND = 1e9;

    private final ActivityRecognizer recognizer;
    private final String model;
    private final TimelineOptions options;
    private final Terminal terminal;

    /**
     * A run of a recogniser.
     *
     * @param model what the caller calls it
     */
    TimelineRun(ActivityRecognizer recognizer, String model, TimelineOptions options, Terminal terminal) {
        this.model = model;
        this.recognizer = recognizer;
        this.options = options;
        this.terminal = terminal;
    }

    /**
     * The timeline of a source, which is closed.
     *
     * @param chosen how it was opened, for the progress
     * @param each is given every segment as soon as it is known
     * @throws dev.visiontask.VisionException if reading or answering fails
     */
    Timeline of(FrameSource source, FrameOptions chosen, Consumer<ActivitySegment> each) {
        long start = System.nanoTime();
        ScoreCurves curves = new ScoreCurves();
        List<Scene> scenes = new ArrayList<>();
        int windows = windows(source, chosen);
        WatchedFrames frames = new WatchedFrames(source, options);
        try (ActivityTimeline timeline = recognizer.timeline(frames, options);
                ProgressBar progress =
                        new ProgressBar(terminal, recognizer.info().backend(), windows)) {
            timeline.onWindow(window -> {
                curves.add(window);
                progress.step();
            });
            for (ActivitySegment segment : timeline) {
                Optional<Moment> picture = frames.picture(segment).filter(found -> scenes.size() < MOST_PICTURES);
                scenes.add(new Scene(segment, picture.map(TimelinePage::image).orElse("")));
                each.accept(segment);
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            return new Timeline(
                    source.info(),
                    model,
                    recognizer.info(),
                    options,
                    scenes,
                    frames.strip(STRIP),
                    curves.columns(),
                    new Read(frames.frames(), frames.first(), frames.last(), seconds, source.counts()));
        }
    }

    /** How many windows there will be, by what the container announces; 0 if that is not known. */
    private int windows(FrameSource source, FrameOptions chosen) {
        int frames = VideoOptions.expected(source, chosen);
        return frames == 0 ? 0 : 1 + Math.max(0, frames - options.window()) / options.hop();
    }
}
