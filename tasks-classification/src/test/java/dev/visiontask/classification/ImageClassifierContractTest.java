package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.EngineModels;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.VisionTaskContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

        private final String engine;

        Contract(String engine) {
            this.engine = engine;
        }

        @Override
        protected VisionTask<ImageSource, Classifications> open(int concurrency, UnaryOperator<Backends> engines) {
            try {
                EngineModels.write(MODEL, engine, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return ImageClassifier.builder()
                    .model(folder)
                    .backends(engines.apply(EngineModels.backends(engine)))
                    .backend(engine)
                    .setting("size", 8)
                    .setting("layout", "NCHW")
                    .setting("resize_mode", "stretch")
                    .setting("interpolation", "pillow-bilinear")
                    .setting("rescale_factor", 1 / 255.0)
                    .setting("image_mean", 0.5)
                    .setting("image_std", 0.25)
                    .concurrency(concurrency)
                    .build();
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
        OnPlainJava() {
            super(EngineModels.FAKE);
        }
    }

    @Nested
    class OnOnnxRuntime extends Contract {
        OnOnnxRuntime() {
            super("onnxruntime");
        }
    }

    @Nested
    class OnOpenCvDnn extends Contract {
        OnOpenCvDnn() {
            super("opencv-dnn");
        }
    }

    @Nested
    class OnMxnet extends Contract {
        OnMxnet() {
            super("mxnet");
        }
    }
}
