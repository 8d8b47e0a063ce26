package dev.visiontask.activity;

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

/** The contract of all tasks, for clips of several passes on each engine and on the plain-Java one. */
class ActivityRecognizerContractTest {
    private static final LinearModel MODEL = LinearModel.random(7, 5, Shape.of(3, 4, 8, 8));

    abstract static class Contract extends VisionTaskContract<Clip, Activities> {
        @TempDir
        Path folder;

        /** Writes the model and names the engine. */
        abstract ActivityRecognizerBuilder builder() throws IOException;

        Backends engines() {
            return Backends.find();
        }

        @Override
        protected VisionTask<Clip, Activities> open(int concurrency, UnaryOperator<Backends> engines) {
            try {
                return builder()
                        .model(folder)
                        .backends(engines.apply(engines()))
                        .sampling(new DenseClips(2, 2))
                        .setting("resize_mode", "stretch")
                        .setting("rescale_factor", 1 / 255.0)
                        .concurrency(concurrency)
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
        @Override
        Backends engines() {
            return Backends.of(List.of(new FakeBackend()));
        }

        @Override
        ActivityRecognizerBuilder builder() throws IOException {
            FakeBackend.write(MODEL, folder);
            return ActivityRecognizer.builder();
        }
    }

    @Nested
    class OnOnnxRuntime extends Contract {
        @Override
        ActivityRecognizerBuilder builder() throws IOException {
            Files.write(folder.resolve("model.onnx"), TinyOnnx.linear(MODEL));
            return ActivityRecognizer.builder().backend("onnxruntime");
        }
    }

    @Nested
    class OnOpenCvDnn extends Contract {
        @Override
        ActivityRecognizerBuilder builder() throws IOException {
            Files.write(folder.resolve("model.onnx"), TinyOnnx.linear(MODEL));
            return ActivityRecognizer.builder().backend("opencv-dnn");
        }
    }

    @Nested
    class OnMxnet extends Contract {
        @Override
        ActivityRecognizerBuilder builder() throws IOException {
            TinyMxnet.linear(MODEL).write(folder, "tiny");
            return ActivityRecognizer.builder()
                    .backend("mxnet")
                    .setting("size", 8)
                    .setting("clip_length", 4)
                    .setting("clip_layout", "NCTHW");
        }
    }
}
