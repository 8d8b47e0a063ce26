package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of MXNet whose input and output are float16. */
class HalfPrecisionTest {
    private static final LinearModel MODEL = LinearModel.random(7, 5, Shape.of(3, 8, 8));

    @TempDir
    Path half;

    @TempDir
    Path single;

    private static ImageClassifier open(Path folder) {
        return ImageClassifier.builder()
                .model(folder)
                .backend("mxnet")
                .setting("size", 8)
                .setting("layout", "NCHW")
                .setting("resize_mode", "stretch")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0.5)
                .setting("image_std", 0.25)
                .setting("activation", "none")
                .build();
    }

    @Test
    void run_widensFloat16OfMxnet() throws IOException {
        new TinyMxnet()
                .node("null", "data", List.of(), Map.of("__dtype__", "2", "__shape__", "(0, 3, 8, 8)"))
                .node("Cast", "wide", List.of("data"), Map.of("dtype", "float32"))
                .node("Flatten", "flat", List.of("wide"), Map.of())
                .weights("fc_weight", Shape.of(5, MODEL.features()), MODEL.weights())
                .weights("fc_bias", Shape.of(5), MODEL.bias())
                .node("FullyConnected", "fc", List.of("flat", "fc_weight", "fc_bias"), Map.of("num_hidden", "5"))
                .node("softmax", "prob", List.of("fc"), Map.of("axis", "-1"))
                .node("Cast", "narrow", List.of("prob"), Map.of("dtype", "float16"))
                .head("narrow")
                .write(half, "tiny");
        TinyMxnet.linear(MODEL).write(single, "tiny");
        byte[] pixels = new byte[8 * 8 * 3];
        new Random(1).nextBytes(pixels);
        ImageSource image = ImageSource.ofPixels(ByteBuffer.wrap(pixels), 8, 8, 8 * 3, PixelFormat.RGB);

        try (ImageClassifier narrow = open(half);
                ImageClassifier wide = open(single)) {
            assertThat(narrow.info().inputs().get(0).type()).isEqualTo(DataType.FLOAT16);
            for (Classification each : wide.run(image)) {
                float score = narrow.run(image).classes().stream()
                        .filter(other -> other.index() == each.index())
                        .findFirst()
                        .orElseThrow()
                        .score();
                assertThat(score).isCloseTo(each.score(), within(2e-3f));
            }
        }
    }
}
