package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;

/** A recogniser that runs a model here. */
final class ModelTextRecognizer extends ModelTask<ImageSource, Geometry, TextRecognitionOptions, RecognizedText>
        implements TextRecognizer {
    ModelTextRecognizer(TaskRunner<ImageSource, Geometry, TextRecognitionOptions, RecognizedText> runner) {
        super(runner, TextRecognitionOptions.NONE);
    }
}
