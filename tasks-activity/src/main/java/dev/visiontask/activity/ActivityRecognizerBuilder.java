package dev.visiontask.activity;

import dev.visiontask.task.ImageTaskBuilder;
import dev.visiontask.task.TaskOpener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses what an {@link ActivityRecognizer} runs on, looks at and returns. Not for use by several threads. */
public final class ActivityRecognizerBuilder extends ImageTaskBuilder<ActivityRecognizerBuilder> {
    private ActivityOptions options = ActivityOptions.NONE;
    private @Nullable ClipSampling sampling;

    ActivityRecognizerBuilder() {}

    @Override
    protected ActivityRecognizerBuilder self() {
        return this;
    }

    /** Which classes calls return, unless a call says otherwise. */
    public ActivityRecognizerBuilder options(ActivityOptions defaults) {
        options = Objects.requireNonNull(defaults, "options");
        return this;
    }

    /** Which frames of a clip the model looks at, instead of what its description says. */
    public ActivityRecognizerBuilder sampling(ClipSampling rule) {
        sampling = Objects.requireNonNull(rule, "sampling");
        return this;
    }

    /**
     * Loads the model and checks that everything fits.
     *
     * @throws dev.visiontask.ModelNotFoundException if there is no such model
     * @throws dev.visiontask.ModelFormatException if its files are broken, contradict each other or do not fit the task
     * @throws dev.visiontask.BackendNotFoundException if no backend runs it here
     * @throws dev.visiontask.UnsupportedOptionException for a setting that is unknown or cannot be honoured
     * @throws IllegalStateException if no model was given
     */
    public ActivityRecognizer build() {
        ActivityDefinition definition = new ActivityDefinition(readOptions(), options, sampling);
        return new ModelActivityRecognizer(TaskOpener.open(this, definition), definition.plan());
    }
}
