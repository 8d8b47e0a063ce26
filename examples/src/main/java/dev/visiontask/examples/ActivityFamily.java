package dev.visiontask.examples;

import dev.visiontask.VisionTask;
import dev.visiontask.activity.Activities;
import dev.visiontask.activity.Activity;
import dev.visiontask.activity.ActivityOptions;
import dev.visiontask.activity.ActivityRecognizer;
import dev.visiontask.activity.Clip;
import dev.visiontask.examples.Difference.Measure;
import dev.visiontask.examples.Report.Shot;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.FrameOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Activity recognition: the engines agree if the labels are equal and the scores of all classes nearly so. */
final class ActivityFamily extends LabelledFamily<Clip, Activities> {
    /**
     * Activity recognition with this model.
     *
     * @param expected the clips with their labels
     */
    ActivityFamily(String model, Map<Path, String> expected) {
        super(model, expected, "clips");
    }

    @Override
    public String title() {
        return "Activity recognition: how does the camera move?";
    }

    @Override
    public FileInput<Clip> input() {
        return Recognize.clips(FrameOptions.DEFAULT);
    }

    @Override
    public VisionTask<Clip, Activities> open(String engine) {
        return ActivityRecognizer.builder()
                .model(ModelRef.of(model()))
                .backend(engine)
                .options(ActivityOptions.NONE.withMaxResults(Integer.MAX_VALUE).withScoreThreshold(0))
                .build();
    }

    @Override
    Scored best(Activities result) {
        return new Scored(result.best().label(), result.best().score());
    }

    @Override
    public Difference difference(Activities one, Activities other) {
        double largest = 0;
        for (Activity mine : one) {
            float theirs = other.classes().stream()
                    .filter(found -> found.index() == mine.index())
                    .map(Activity::score)
                    .findFirst()
                    .orElse(0f);
            largest = Math.max(largest, Math.abs(mine.score() - theirs));
        }
        boolean isSame =
                one.best().index() == other.best().index() && one.passes().equals(other.passes());
        return Difference.of(
                new Measure(isSame ? "equal labels and frames" : "labels or frames differ", isSame ? 0 : 1, 0),
                new Measure("scores within %.1e", largest, LARGEST_SCORE));
    }

    @Override
    public List<Shot> shots(Path clip, Activities result) {
        return List.of(Shot.made(() -> Storyboard.of(clip, result.frames())));
    }
}
