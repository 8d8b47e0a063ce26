package dev.visiontask.benchmarks;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a camera's frame to labels with scores: no JPEG is decoded, so that all time beyond the engine's own is ours. It
 * has no peer, because those start from a JPEG.
 */
public class FrameBenchmark extends BenchmarkDefaults {
    /** Our classifier and a frame. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        /** The backend. */
        @Param({"onnxruntime", "opencv-dnn", "mxnet"})
        public String engine;

        /** CPU threads of one call. */
        @Param("2")
        public int threads;

        /** The resampler. */
        @Param({"opencv-linear", "pillow-bilinear"})
        public String interpolation;

        private ImageSource frame;
        private ImageClassifier classifier;

        /** Opens the classifier and checks the answer. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            frame = frame(subject);
            classifier =
                    subject.classifier(engine, interpolation).threads(threads).build();
            subject.check(engine, classifier.run(frame).best().label());
        }

        private static ImageSource frame(Subject subject) {
            try (DecodedPicture picture = DecodedPicture.of(subject)) {
                int stride = picture.size().width() * 3;
                ByteBuffer samples =
                        ByteBuffer.allocateDirect(stride * picture.size().height());
                samples.put(picture.pixels().data()).flip();
                return ImageSource.ofPixels(
                        samples, picture.size().width(), picture.size().height(), stride, PixelFormat.BGR);
            }
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            classifier.close();
        }
    }

    /** One frame. */
    @Benchmark
    public Classifications run(Ours ours) {
        return ours.classifier.run(ours.frame);
    }
}
