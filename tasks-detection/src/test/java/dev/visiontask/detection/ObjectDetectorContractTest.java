package dev.visiontask.detection;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;
import dev.visiontask.backend.Backends;
import dev.visiontask.testkit.VisionTaskContract;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all tasks, for detection on each engine. */
class ObjectDetectorContractTest {
    abstract static class Contract extends VisionTaskContract<ImageSource, Detections> {
        @TempDir
        Path folder;

        abstract ObjectDetectorBuilder builder();

        @Override
        protected VisionTask<ImageSource, Detections> open(int concurrency, UnaryOperator<Backends> engines) {
            return builder()
                    .backends(engines.apply(Backends.find()))
                    .concurrency(concurrency)
                    .build();
        }

        @Override
        protected List<ImageSource> inputs() {
            return IntStream.range(0, 5)
                    .mapToObj(i -> TinyDetector.picture(20 + i, 17, 255, 40 * i, 10))
                    .toList();
        }

        @Override
        protected ImageSource badInput() {
            return ImageSource.of(Path.of("no-such-picture.jpg"));
        }

        @Override
        protected String badInputName() {
            return "no-such-picture.jpg";
        }
    }

    @Nested
    class OnOnnxRuntime extends Contract {
        @Override
        ObjectDetectorBuilder builder() {
            return TinyDetector.onnx(folder).backend("onnxruntime");
        }
    }

    @Nested
    class OnOpenCv extends Contract {
        @Override
        ObjectDetectorBuilder builder() {
            return TinyDetector.onnx(folder).backend("opencv-dnn");
        }
    }

    @Nested
    class OnMxnet extends Contract {
        @Override
        ObjectDetectorBuilder builder() {
            return TinyDetector.mxnet(folder).backend("mxnet");
        }
    }
}
