package dev.visiontask.activity;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.testkit.VisionTaskContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/** The contract of all tasks, for the model that we ship on each engine. */
class StarterModelContractTest {
    abstract static class Contract extends VisionTaskContract<Clip, Activities> {
        private final String backend;

        Contract(String backend) {
            this.backend = backend;
        }

        @Override
        protected VisionTask<Clip, Activities> open(int concurrency, UnaryOperator<Backends> engines) {
            return ActivityRecognizer.builder()
                    .model("camera-motion")
                    .backends(engines.apply(Backends.find()))
                    .backend(backend)
                    .concurrency(concurrency)
                    .build();
        }

        @Override
        protected List<Clip> inputs() {
            return IntStream.range(0, 2)
                    .mapToObj(seed -> Clip.ofPictures(IntStream.range(0, 4)
                            .mapToObj(frame -> noise(seed * 100 + frame))
                            .toList()))
                    .toList();
        }

        private static ImageSource noise(int seed) {
            byte[] pixels = new byte[48 * 36 * 3];
            new Random(seed).nextBytes(pixels);
            return ImageSource.ofPixels(ByteBuffer.wrap(pixels), 48, 36, 48 * 3, PixelFormat.BGR);
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

    @Nested
    class OnOnnxRuntime extends Contract {
        OnOnnxRuntime() {
            super("onnxruntime");
        }
    }

    @Nested
    class OnOpenCv extends Contract {
        OnOpenCv() {
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
