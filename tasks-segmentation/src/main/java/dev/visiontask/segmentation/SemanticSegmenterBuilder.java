package dev.visiontask.segmentation;

import dev.visiontask.task.ImageTaskBuilder;
import dev.visiontask.task.TaskOpener;
import java.util.Objects;

/** Chooses what a {@link SemanticSegmenter} runs on and returns. Not for use by several threads. */
public final class SemanticSegmenterBuilder extends ImageTaskBuilder<SemanticSegmenterBuilder> {
    private SegmentationOptions options = SegmentationOptions.NONE;

    SemanticSegmenterBuilder() {}

    @Override
    protected SemanticSegmenterBuilder self() {
        return this;
    }

    /** What calls return, unless a call says otherwise. */
    public SemanticSegmenterBuilder options(SegmentationOptions defaults) {
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
     * @throws IllegalArgumentException if an option does not fit the model
     * @throws IllegalStateException if no model was given
     */
    public SemanticSegmenter build() {
        return new ModelSemanticSegmenter(TaskOpener.open(this, new SegmentationDefinition(readOptions(), options)));
    }
}
