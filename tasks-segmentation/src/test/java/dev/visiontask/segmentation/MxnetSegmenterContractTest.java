package dev.visiontask.segmentation;

import java.nio.file.Path;

/** The contract of all tasks, for segmentation on MXNet. */
class MxnetSegmenterContractTest extends SegmenterContract {
    @Override
    SemanticSegmenterBuilder builder(Path modelFolder) {
        return ColorSegmenter.builder(ColorSegmenter.writeMxnet(modelFolder)).backend("mxnet");
    }
}
