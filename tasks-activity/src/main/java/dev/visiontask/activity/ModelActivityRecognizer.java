package dev.visiontask.activity;

import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;

/** A recogniser that runs a model here. */
final class ModelActivityRecognizer extends ModelTask<Clip, ClipContext, ActivityOptions, Activities>
        implements ActivityRecognizer {
    ModelActivityRecognizer(TaskRunner<Clip, ClipContext, ActivityOptions, Activities> runner) {
        super(runner, ActivityOptions.NONE);
    }
}
