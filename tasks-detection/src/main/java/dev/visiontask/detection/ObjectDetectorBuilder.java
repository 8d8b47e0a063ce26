package dev.visiontask.detection;

import dev.visiontask.task.ImageTaskBuilder;
import dev.visiontask.task.TaskOpener;
import java.util.Objects;

/** Chooses what an {@link ObjectDetector} runs on and returns. Not for use by several threads. */
public final class ObjectDetectorBuilder extends ImageTaskBuilder<ObjectDetectorBuilder> {
    private DetectionOptions options = DetectionOptions.NONE;

    ObjectDetectorBuilder() {}

    @Override
    protected ObjectDetectorBuilder self() {
        return this;
    }

    /** Which objects calls return, unless a call says otherwise. */
    public ObjectDetectorBuilder options(DetectionOptions defaults) {
        options = Objects.requireNonNull(defaults, "options");
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
    public ObjectDetector build() {
        return new ModelObjectDetector(TaskOpener.open(this, new DetectionDefinition(readOptions(), options)));
    }
}
