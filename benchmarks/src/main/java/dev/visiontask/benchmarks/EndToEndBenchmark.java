package dev.visiontask.benchmarks;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.image.Decoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a picture to labels with scores. */
public class EndToEndBenchmark extends BenchmarkDefaults {
    /** Our classifier, with all calls alike: one after the other. */
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

        /** FAST lets the JPEG decoder skip pixels that the model never sees. */
        @Param("EXACT")
        public Decoding decoding;

        private ImageSource file;
        private ImageSource bytes;
        private ImageSource pixels;
        private ImageClassifier classifier;

        /** Opens the classifier and checks all three answers. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            file = ImageSource.of(subject.picture());
            bytes = ImageSource.of(subject.pictureBytes());
            pixels = frame(subject);
            classifier = subject.classifier(engine, interpolation)
                    .threads(threads)
                    .decoding(decoding)
                    .build();
            for (ImageSource source : List.of(file, bytes, pixels)) {
                subject.check(engine, classifier.run(source).best().label());
            }
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

    /** DJL on ONNX Runtime, on the same model, picture and number of threads. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class DjlOnnxRuntime {
        /** CPU threads of one call. */
        @Param("2")
        public int threads;

        private Subject subject;
        private DjlPeer peer;

        /** Opens the model and checks the answer. */
        @Setup
        public void setUp() throws IOException, ModelException, TranslateException {
            subject = Subject.load();
            peer = DjlPeer.onOnnxRuntime(subject, threads);
            subject.check("DJL on ONNX Runtime", peer.bestLabel(subject.picture()));
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            peer.close();
        }
    }

    /** DJL on MXNet, which takes as many threads as there are processors. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class DjlMxNet {
        private Subject subject;
        private DjlPeer peer;

        /** Opens the model and checks the answer. */
        @Setup
        public void setUp() throws IOException, ModelException, TranslateException {
            subject = Subject.load();
            peer = DjlPeer.onMxNet(subject);
            subject.check("DJL on MXNet", peer.bestLabel(subject.picture()));
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            peer.close();
        }
    }

    /** A JPEG file. */
    @Benchmark
    public Classifications file(Ours ours) {
        return ours.classifier.run(ours.file);
    }

    /** A JPEG in memory. */
    @Benchmark
    public Classifications bytes(Ours ours) {
        return ours.classifier.run(ours.bytes);
    }

    /** A camera's frame: no JPEG is decoded, so that all time beyond the engine's own is ours. */
    @Benchmark
    public Classifications pixels(Ours ours) {
        return ours.classifier.run(ours.pixels);
    }

    /** DJL as documented, on a JPEG file. */
    @Benchmark
    public Object peerDjlOnnxRuntime(DjlOnnxRuntime djl) throws IOException, TranslateException {
        return djl.peer.classify(djl.subject.picture());
    }

    /** DJL as documented, on a JPEG file. */
    @Benchmark
    public Object peerDjlMxNet(DjlMxNet djl) throws IOException, TranslateException {
        return djl.peer.classify(djl.subject.picture());
    }
}
