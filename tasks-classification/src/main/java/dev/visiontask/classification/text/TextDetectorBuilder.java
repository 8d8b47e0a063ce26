package dev.visiontask.classification.text;

import dev.visiontask.task.ImageTaskBuilder;
import dev.visiontask.task.TaskOpener;
import java.util.Objects;

/** Chooses what a {@link TextDetector} runs on and returns. Not for use by several threads. */
public final class TextDetectorBuilder extends ImageTaskBuilder<TextDetectorBuilder> {
    private TextDetectionOptions options = TextDetectionOptions.NONE;

    TextDetectorBuilder() {}

    @Override
    protected TextDetectorBuilder self() {
        return this;
    }

    /** What counts as text, unless a call says otherwise. */
    public TextDetectorBuilder options(TextDetectionOptions defaults) {
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
    public TextDetector build() {
        return new ModelTextDetector(TaskOpener.open(this, new TextDetectionDefinition(readOptions(), options)));
    }
}
