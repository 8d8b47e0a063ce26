package dev.visiontask.classification;

import dev.visiontask.task.ImageTaskBuilder;
import dev.visiontask.task.TaskOpener;
import java.util.Objects;

/** Chooses what an {@link ImageClassifier} runs on and returns. Not for use by several threads. */
public final class ImageClassifierBuilder extends ImageTaskBuilder<ImageClassifierBuilder> {
    private ClassificationOptions options = ClassificationOptions.NONE;

    ImageClassifierBuilder() {}

    @Override
    protected ImageClassifierBuilder self() {
        return this;
    }

    /** Which classes calls return, unless a call says otherwise. */
    public ImageClassifierBuilder options(ClassificationOptions defaults) {
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
    public ImageClassifier build() {
        return new ModelImageClassifier(TaskOpener.open(this, new ClassificationDefinition(readOptions(), options)));
    }
}
