package dev.visiontask.segmentation;

import java.nio.file.Path;

/** The contract of all tasks, for segmentation on OpenCV's dnn. */
class OpenCvDnnSegmenterContractTest extends SegmenterContract {
    @Override
    SemanticSegmenterBuilder builder(Path modelFolder) {
        return ColorSegmenter.builder(ColorSegmenter.write(modelFolder, ColorSegmenter.onnx()))
                .backend("opencv-dnn");
    }
}
