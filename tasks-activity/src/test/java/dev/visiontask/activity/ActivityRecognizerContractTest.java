package dev.visiontask.activity;

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

/** The contract of all tasks, for clips of several passes on each engine and on the plain-Java one. */
class ActivityRecognizerContractTest {
    private static final LinearModel MODEL = LinearModel.random(7, 5, Shape.of(3, 4, 8, 8));

    abstract static class Contract extends VisionTaskContract<Clip, Activities> {
        @TempDir
        Path folder;

        private final String engine;

        Contract(String engine) {
            this.engine = engine;
        }

        @Override
        protected VisionTask<Clip, Activities> open(int concurrency, UnaryOperator<Backends> engines) {
            try {
                EngineModels.write(MODEL, engine, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return ActivityRecognizer.builder()
                    .model(folder)
                    .backends(engines.apply(EngineModels.backends(engine)))
                    .backend(engine)
                    .sampling(new DenseClips(2, 2))
                    .setting("size", 8)
                    .setting("clip_length", 4)
                    .setting("clip_layout", "NCTHW")
                    .setting("resize_mode", "stretch")
                    .setting("rescale_factor", 1 / 255.0)
                    .concurrency(concurrency)
                    .build();
        }

        @Override
        protected List<Clip> inputs() {
            return IntStream.range(0, 4)
                    .mapToObj(seed -> Clip.ofPictures(IntStream.range(0, 6 + seed * 2)
                            .mapToObj(frame -> noise(seed * 100 + frame))
                            .toList()))
                    .toList();
        }

        @Override
        protected Clip badInput() {
            return Clip.of(Path.of("no-such-video.mp4"));
        }

        @Override
        protected String badInputName() {
            return "no-such-video.mp4";
        }
    }

    private static ImageSource noise(int seed) {
        byte[] pixels = new byte[20 * 17 * 3];
        new Random(seed).nextBytes(pixels);
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), 20, 17, 20 * 3, PixelFormat.BGR);
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
