package dev.visiontask.segmentation;

import dev.visiontask.ImageSource;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ModelTask;
import dev.visiontask.task.TaskRunner;

/** A segmenter that runs a model here. */
final class ModelSemanticSegmenter extends ModelTask<ImageSource, Geometry, SegmentationOptions, Segmentation>
        implements SemanticSegmenter {
    ModelSemanticSegmenter(TaskRunner<ImageSource, Geometry, SegmentationOptions, Segmentation> runner) {
        super(runner, SegmentationOptions.NONE);
    }
}
