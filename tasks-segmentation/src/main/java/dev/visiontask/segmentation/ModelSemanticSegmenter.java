package dev.visiontask.segmentation;

import dev.visiontask.ImageSource;
import dev.visiontask.Outcome;
import dev.visiontask.TaskInfo;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.TaskRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A segmenter that runs a model here. */
final class ModelSemanticSegmenter implements SemanticSegmenter {
    private final TaskRunner<ImageSource, Geometry, SegmentationOptions, Segmentation> runner;

    ModelSemanticSegmenter(TaskRunner<ImageSource, Geometry, SegmentationOptions, Segmentation> runner) {
        this.runner = runner;
    }

    @Override
    public Segmentation run(ImageSource image) {
        return runner.run(image, SegmentationOptions.NONE);
    }

    @Override
    public Segmentation run(ImageSource image, SegmentationOptions options) {
        return runner.run(image, options);
    }

    @Override
    public List<Outcome<Segmentation>> runEach(List<? extends ImageSource> images) {
        return runner.runEach(images, SegmentationOptions.NONE);
    }

    @Override
    public CompletableFuture<Segmentation> runAsync(ImageSource image) {
        return runner.runAsync(image, SegmentationOptions.NONE);
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
