package dev.visiontask.classification.text;

import dev.visiontask.task.ImageTaskBuilder;
import dev.visiontask.task.TaskOpener;
import java.util.Objects;

/** Chooses what a {@link TextRecognizer} runs on and returns. Not for use by several threads. */
public final class TextRecognizerBuilder extends ImageTaskBuilder<TextRecognizerBuilder> {
    private TextRecognitionOptions options = TextRecognitionOptions.NONE;

    TextRecognizerBuilder() {}

    @Override
    protected TextRecognizerBuilder self() {
        return this;
    }

    /** How lines are read, unless a call says otherwise. */
    public TextRecognizerBuilder options(TextRecognitionOptions defaults) {
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
    public TextRecognizer build() {
        return new ModelTextRecognizer(TaskOpener.open(this, new TextRecognitionDefinition(readOptions(), options)));
    }
}
