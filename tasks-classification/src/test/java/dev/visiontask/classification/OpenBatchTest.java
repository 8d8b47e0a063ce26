package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.EngineModels;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that declare an open batch, and do not have one all the way. */
class OpenBatchTest {
    private static final LinearModel MODEL = LinearModel.random(7, 5, Shape.of(3, 8, 8));

    @TempDir
    Path folder;

    private ImageClassifierBuilder builder(String engine) {
        return ImageClassifier.builder()
                .model(folder)
                .backend(engine)
                .setting("size", 8)
                .setting("layout", "NCHW")
                .setting("activation", "none")
                .setting("resize_mode", "stretch")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0.5)
                .setting("image_std", 0.25);
    }

    /** A model that declares an open batch, and has one of 1 inside. */
    private void writeForOneItem(String engine) throws IOException {
        if (engine.equals("mxnet")) {
            TinyMxnet.linearForOneItem(MODEL).write(folder, "tiny");
        } else {
            Files.write(folder.resolve("model.onnx"), TinyOnnx.linearForOneItem(MODEL));
        }
    }

    private static List<ImageSource> images() {
        return IntStream.range(0, 3).mapToObj(OpenBatchTest::noise).toList();
    }

    private static ImageSource noise(int seed) {
        byte[] pixels = new byte[8 * 8 * 3];
        new Random(seed).nextBytes(pixels);
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), 8, 8, 8 * 3, PixelFormat.RGB);
    }

    @ParameterizedTest
    @CsvSource({"onnxruntime, 2", "onnxruntime, 7", "mxnet, 2"})
    void build_refusesABatchThatTheModelHasOnlyInItsDeclaration(String engine, int batchSize) throws IOException {
        writeForOneItem(engine);

        assertThatThrownBy(() -> builder(engine).batchSize(batchSize).build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("declares an open batch, but")
                .hasMessageContaining("Leave batchSize at 1");
        try (ImageClassifier classifier = builder(engine).build()) {
            assertThat(classifier.runBatch(images())).hasSize(3);
        }
    }

    /** OpenCV reshapes each input of a batch by itself, whatever batch the file names: then batches are right. */
    @Test
    void runBatch_isRightWhereTheEngineMakesTheBatchOpen() throws IOException {
        writeForOneItem("opencv-dnn");

        try (ImageClassifier one = builder("opencv-dnn").build();
                ImageClassifier three = builder("opencv-dnn").batchSize(3).build()) {
            assertThat(three.runBatch(images())).isEqualTo(one.runBatch(images()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn", "mxnet"})
    void build_takesABatchThatIsOpenAllTheWay(String engine) throws IOException {
        EngineModels.write(MODEL, engine, folder);

        try (ImageClassifier classifier = builder(engine).batchSize(3).build()) {
            assertThat(classifier.runBatch(images())).hasSize(3);
        }
    }

    /** The mean of all inputs of the batch would be the result of each. */
    @Test
    void build_refusesAModelThatGivesOneResultForAll() throws IOException {
        byte[] model = new TinyOnnx()
                .input("data", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 3, 8, 8))
                .node("ReduceMean", List.of("data"), List.of("mean"), Map.of("axes", new long[] {0}, "keepdims", 1L))
                .node("Flatten", List.of("mean"), List.of("flat"), Map.of("axis", 1L))
                .output("flat", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 192))
                .toBytes();
        Files.write(folder.resolve("model.onnx"), model);

        assertThatThrownBy(() -> builder("onnxruntime").batchSize(2).build())
                .isInstanceOf(UnsupportedOptionException.class)
                .hasMessageContaining("declares an open batch, but");
    }
}
