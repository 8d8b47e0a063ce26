package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.TaskRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A classifier that runs a model here. */
final class ModelImageClassifier implements ImageClassifier {
    private final TaskRunner<ImageSource, Geometry, ClassificationOptions, Classifications> runner;

    ModelImageClassifier(TaskRunner<ImageSource, Geometry, ClassificationOptions, Classifications> runner) {
        this.runner = runner;
    }

    @Override
    public Classifications run(ImageSource image) {
        return runner.run(image, ClassificationOptions.NONE);
    }

    @Override
    public Classifications run(ImageSource image, ClassificationOptions options) {
        return runner.run(image, options);
    }

    @Override
    public List<Outcome<Classifications>> runEach(List<? extends ImageSource> images) {
        return runner.runEach(images, ClassificationOptions.NONE);
    }

    @Override
    public CompletableFuture<Classifications> runAsync(ImageSource image) {
        return runner.runAsync(image, ClassificationOptions.NONE);
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
