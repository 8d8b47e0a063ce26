package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.TinyMxnet;
import dev.visiontask.testkit.TinyOnnx;
import dev.visiontask.testkit.VisionTaskContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all tasks, for classification on each engine and on the plain-Java one. */
class ImageClassifierContractTest {
    private static final LinearModel MODEL = LinearModel.random(7, 5, Shape.of(3, 8, 8));

    abstract static class Contract extends VisionTaskContract<ImageSource, Classifications> {
        @TempDir
        Path folder;

        /** Writes the model and names the engine. */
        abstract ImageClassifierBuilder builder() throws IOException;

        Backends engines() {
            return Backends.find();
        }

        @Override
        protected VisionTask<ImageSource, Classifications> open(int concurrency, UnaryOperator<Backends> engines) {
            try {
                return builder()
                        .model(folder)
                        .backends(engines.apply(engines()))
                        .setting("resize_mode", "stretch")
                        .setting("interpolation", "pillow-bilinear")
                        .setting("rescale_factor", 1 / 255.0)
                        .setting("image_mean", 0.5)
                        .setting("image_std", 0.25)
                        .concurrency(concurrency)
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected List<ImageSource> inputs() {
            return IntStream.range(0, 5)
                    .mapToObj(ImageClassifierContractTest::noise)
                    .toList();
        }

        @Override
        protected ImageSource badInput() {
            return ImageSource.of(Path.of("no-such-image.jpg"));
        }

        @Override
        protected String badInputName() {
            return "no-such-image.jpg";
        }
    }

    private static ImageSource noise(int seed) {
        byte[] pixels = new byte[(20 + seed) * 17 * 3];
        new Random(seed).nextBytes(pixels);
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), 20 + seed, 17, (20 + seed) * 3, PixelFormat.BGR);
    }

    @Nested
    class OnPlainJava extends Contract {
        @Override
        Backends engines() {
            return Backends.of(List.of(new FakeBackend()));
        }

        @Override
        ImageClassifierBuilder builder() throws IOException {
            FakeBackend.write(MODEL, folder);
            return ImageClassifier.builder();
        }
    }

    @Nested
    class OnOnnxRuntime extends Contract {
        @Override
        ImageClassifierBuilder builder() throws IOException {
            Files.write(folder.resolve("model.onnx"), TinyOnnx.linear(MODEL));
            return ImageClassifier.builder().backend("onnxruntime");
        }
    }

    @Nested
    class OnOpenCvDnn extends Contract {
        @Override
        ImageClassifierBuilder builder() throws IOException {
            Files.write(folder.resolve("model.onnx"), TinyOnnx.linear(MODEL));
            return ImageClassifier.builder().backend("opencv-dnn");
        }
    }

    @Nested
    class OnMxnet extends Contract {
        @Override
        ImageClassifierBuilder builder() throws IOException {
            TinyMxnet.linear(MODEL).write(folder, "tiny");
            return ImageClassifier.builder().backend("mxnet").setting("size", 8);
        }
    }
}
