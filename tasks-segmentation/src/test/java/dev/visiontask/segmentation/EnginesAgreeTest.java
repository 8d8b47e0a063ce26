package dev.visiontask.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One network as ONNX and as MXNet. */
class EnginesAgreeTest {
    @TempDir
    Path folder;

    @Test
    void run_givesTheSameMapOnThreeEngines() {
        ColorSegmenter.write(folder, ColorSegmenter.onnx());
        ColorSegmenter.writeMxnet(folder);
        SegmentationOptions scores =
                SegmentationOptions.builder().scores("red", "blue").build();
        Segmentation reference = answer("onnxruntime", scores);

        assertThat(answer("opencv-dnn", scores)).isEqualTo(reference);
        assertThat(answer("mxnet", scores)).isEqualTo(reference);
        assertThat(reference.areas()).hasSize(3);
    }

    private Segmentation answer(String engine, SegmentationOptions options) {
        try (SemanticSegmenter segmenter =
                ColorSegmenter.builder(folder).backend(engine).build()) {
            return segmenter.run(ColorSegmenter.noise(3, 200, 130), options);
        }
    }
}
