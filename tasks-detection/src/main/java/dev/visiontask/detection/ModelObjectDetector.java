package dev.visiontask.detection;

import dev.visiontask.ImageSource;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;

/** A detector that runs a model here. */
final class ModelObjectDetector extends ModelTask<ImageSource, Geometry, DetectionOptions, Detections>
        implements ObjectDetector {
    ModelObjectDetector(TaskRunner<ImageSource, Geometry, DetectionOptions, Detections> runner) {
        super(runner, DetectionOptions.NONE);
    }
}
