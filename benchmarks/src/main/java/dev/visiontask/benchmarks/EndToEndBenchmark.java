package dev.visiontask.benchmarks;

import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import dev.visiontask.ImageSource;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.image.Decoding;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a JPEG to labels with scores. */
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
        private ImageClassifier classifier;

        /** Opens the classifier and checks both answers. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            file = ImageSource.of(subject.picture());
            bytes = ImageSource.of(subject.pictureBytes());
            classifier = subject.classifier(engine, interpolation)
                    .threads(threads)
                    .decoding(decoding)
                    .build();
            for (ImageSource source : List.of(file, bytes)) {
                subject.check(engine, classifier.run(source).best().label());
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
