package dev.visiontask.detection;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.TaskRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A detector that runs a model here. */
final class ModelObjectDetector implements ObjectDetector {
    private final TaskRunner<ImageSource, Geometry, DetectionOptions, Detections> runner;

    ModelObjectDetector(TaskRunner<ImageSource, Geometry, DetectionOptions, Detections> runner) {
        this.runner = runner;
    }

    @Override
    public Detections run(ImageSource image) {
        return runner.run(image, DetectionOptions.NONE);
    }

    @Override
    public Detections run(ImageSource image, DetectionOptions options) {
        return runner.run(image, options);
    }

    @Override
    public List<Outcome<Detections>> runEach(List<? extends ImageSource> images) {
        return runner.runEach(images, DetectionOptions.NONE);
    }

    @Override
    public CompletableFuture<Detections> runAsync(ImageSource image) {
        return runner.runAsync(image, DetectionOptions.NONE);
    }

    @Override
    public void warmUp() {
        runner.warmUp();
    }

    @Override
    public TaskInfo info() {
        return runner.info();
    }

    @Override
    public void close() {
        runner.close();
    }
}
