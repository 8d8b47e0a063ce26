package dev.visiontask.segmentation;

import java.nio.file.Path;

/** The contract of all tasks, for segmentation on ONNX Runtime. */
class OnnxRuntimeSegmenterContractTest extends SegmenterContract {
    @Override
    SemanticSegmenterBuilder builder(Path modelFolder) {
        return ColorSegmenter.builder(ColorSegmenter.write(modelFolder, ColorSegmenter.onnx()))
                .backend("onnxruntime");
    }
}
