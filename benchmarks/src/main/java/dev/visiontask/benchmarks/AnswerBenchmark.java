package dev.visiontask.benchmarks;

import ai.djl.modality.Classifications.Classification;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.backend.Backends;
import dev.visiontask.classification.Classifications;
import dev.visiontask.classification.ImageClassifier;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From 1001 logits to the best five classes: softmax, top 5, labels. */
public class AnswerBenchmark extends BenchmarkDefaults {
    private static final int CLASSES = 1001;
    private static final int RESULTS = 5;

    /**
     * A whole call of the classifier on a picture of one pixel and an engine of plain Java that needs microseconds: an
     * upper bound for the decoding of the output, with everything that a call costs by itself.
     */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        private Path folder;
        private ImageSource pixel;
        private ImageClassifier classifier;

        /** Writes a model with random weights and checks that its answer is a sound one. */
        @Setup
        public void setUp() throws IOException {
            folder = Files.createTempDirectory("visiontask-benchmark");
            float[] weights = random(CLASSES * 3);
            FakeBackend.write(new LinearModel(Shape.of(3, 1, 1), weights, random(CLASSES), false), folder);
            pixel = ImageSource.ofPixels(ByteBuffer.wrap(new byte[] {10, 20, 30}), 1, 1, 3, PixelFormat.BGR);
            classifier = ImageClassifier.builder()
                    .model(folder)
                    .backends(Backends.of(List.of(new FakeBackend())))
                    .setting("labels", labels())
                    .setting("activation", "softmax")
                    .setting("layout", "NCHW")
                    .setting("resize_mode", "stretch")
                    .setting("interpolation", "opencv-linear")
                    .setting("rescale_factor", 1 / 255.0)
                    .setting("image_mean", 0)
                    .setting("image_std", 1)
                    .build();
            check(run());
        }

        Classifications run() {
            return classifier.run(pixel);
        }

        private static void check(Classifications answer) {
            boolean isSorted = IntStream.range(1, answer.classes().size())
                    .allMatch(i -> answer.classes().get(i - 1).score()
                            >= answer.classes().get(i).score());
            if (answer.classes().size() != RESULTS || !isSorted) {
                throw new IllegalStateException("Expected the best five classes in order, found: " + answer);
            }
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() throws IOException {
            classifier.close();
            Files.delete(folder.resolve("model.fake"));
            Files.delete(folder);
        }
    }

    /** What DJL's ImageClassificationTranslator does with an output, on MXNet's arrays. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Djl {
        private NDManager manager;
        private float[] logits;
        private List<String> labels;

        /** Makes logits. */
        @Setup
        public void setUp() {
            DjlPeer.stayOffline();
            manager = NDManager.newBaseManager("MXNet");
            logits = random(CLASSES);
            labels = labels();
        }

        List<Classification> run() {
            try (NDManager call = manager.newSubManager()) {
                NDArray probabilities = call.create(logits).softmax(0);
                return new ai.djl.modality.Classifications(labels, probabilities, RESULTS).topK();
            }
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            manager.close();
        }
    }

    private static float[] random(int length) {
        Random random = new Random(7);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    private static List<String> labels() {
        return IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList();
    }

    /** A whole call of ours. */
    @Benchmark
    public Classifications call(Ours ours) {
        return ours.run();
    }

    /** DJL's Classifications. */
    @Benchmark
    public List<Classification> peerDjl(Djl djl) {
        return djl.run();
    }
}
