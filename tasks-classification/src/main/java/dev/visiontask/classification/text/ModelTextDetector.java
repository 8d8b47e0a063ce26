package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;

/** A detector that runs a model here. */
final class ModelTextDetector extends ModelTask<ImageSource, Geometry, TextDetectionOptions, TextRegions>
        implements TextDetector {
    ModelTextDetector(TaskRunner<ImageSource, Geometry, TextDetectionOptions, TextRegions> runner) {
        super(runner, TextDetectionOptions.NONE);
    }
}
