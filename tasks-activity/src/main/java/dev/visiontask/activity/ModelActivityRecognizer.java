package dev.visiontask.activity;

import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;
import dev.visiontask.video.FrameSource;
import java.util.List;
import java.util.Objects;

/** A recogniser that runs a model here. */
final class ModelActivityRecognizer extends ModelTask<Clip, ClipContext, ActivityOptions, Activities>
        implements ActivityRecognizer {
    private static final ActivityOptions ALL_CLASSES = new ActivityOptions(Integer.MAX_VALUE, 0f);

    private final ClipPlan plan;

    ModelActivityRecognizer(TaskRunner<Clip, ClipContext, ActivityOptions, Activities> runner, ClipPlan plan) {
        super(runner, ActivityOptions.NONE);
        this.plan = plan;
    }

    @Override
    public ActivityTimeline timeline(FrameSource frames, TimelineOptions options) {
        Objects.requireNonNull(frames, "frames");
        List<String> labels = info().labels();
        SlidingWindows windows =
                new SlidingWindows(frames, options, plan, clip -> run(clip, ALL_CLASSES), labels.size());
        return new ActivityTimeline(windows, new SegmentFinder(options, labels));
    }
}
