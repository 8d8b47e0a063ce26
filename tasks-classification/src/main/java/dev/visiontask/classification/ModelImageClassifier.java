package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;

/** A classifier that runs a model here. */
final class ModelImageClassifier extends ModelTask<ImageSource, Geometry, ClassificationOptions, Classifications>
        implements ImageClassifier {
    ModelImageClassifier(TaskRunner<ImageSource, Geometry, ClassificationOptions, Classifications> runner) {
        super(runner, ClassificationOptions.NONE);
    }
}
