package dev.visiontask.benchmarks;

import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.SemanticSegmentationTranslator;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.TranslatorContext;
import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.backend.Backends;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.MapResampling;
import dev.visiontask.segmentation.Segmentation;
import dev.visiontask.segmentation.SegmentationOptions;
import dev.visiontask.segmentation.SemanticSegmenter;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From 21 x 513 x 513 logits to the class of each pixel of a picture of 1280x720. */
public class SegmentationBenchmark extends BenchmarkDefaults {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int CLASSES = SegmentationLogits.CLASSES;
    private static final int EDGE = SegmentationLogits.EDGE;

    /**
     * A whole call of the segmenter on an engine that gives the logits at once: an upper bound for the decoding of the
     * output, with everything that a call costs by itself.
     */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        /** What the logits look like. */
        @Param
        public SegmentationLogits logits;

        /** How they get the size of the picture. */
        @Param
        public MapResampling resampling;

        private Path folder;
        private ImageSource picture;
        private SemanticSegmenter segmenter;

        /** Opens the segmenter and compares its answer with the plain implementation. */
        @Setup
        public void setUp() throws IOException {
            Tensor tensor = logits.tensor();
            folder = Files.createTempDirectory("visiontask-benchmark");
            CannedOutput.write(folder);
            ByteBuffer pixels = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
            picture = ImageSource.ofPixels(pixels, WIDTH, HEIGHT, WIDTH * 3, PixelFormat.BGR);
            segmenter = SemanticSegmenter.builder()
                    .model(folder)
                    .backends(Backends.of(List.of(new CannedOutput(tensor))))
                    .options(
                            SegmentationOptions.builder().resampling(resampling).build())
                    .setting("labels", labels())
                    .setting("layout", "NCHW")
                    .setting("resize_mode", "stretch")
                    .setting("interpolation", "opencv-nearest")
                    .setting("rescale_factor", 1)
                    .build();
            if (resampling == MapResampling.BILINEAR) {
                check(run().map(), new PlainMap(tensor).classes());
            }
        }

        private static void check(ClassMap ours, int[][] plain) {
            int different = 0;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    different += ours.at(x, y) == plain[y][x] ? 0 : 1;
                }
            }
            // Two scores that are equal but for rounding may change places.
            if (different > WIDTH * HEIGHT / 10_000) {
                throw new IllegalStateException(
                        "Expected the classes of the plain implementation, found " + different + " pixels with others");
            }
        }

        Segmentation run() {
            return segmenter.run(picture);
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() throws IOException {
            segmenter.close();
            Files.delete(folder.resolve("model.canned"));
            Files.delete(folder);
        }
    }

    /** The obvious way: all scores at the size of the picture, then the highest. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Plain {
        /** What the logits look like. */
        @Param
        public SegmentationLogits logits;

        private PlainMap map;

        /** Makes the logits. */
        @Setup
        public void setUp() {
            map = new PlainMap(logits.tensor());
        }
    }

    /** DJL's translator, which leaves the map at the size of the output and takes the second output. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Djl {
        /** What the logits look like. */
        @Param
        public SegmentationLogits logits;

        private NDManager manager;
        private NDList outputs;
        private SemanticSegmentationTranslator translator;
        private TranslatorContext context;

        /** Makes the arrays. */
        @Setup
        public void setUp() throws IOException {
            DjlPeer.stayOffline();
            manager = NDManager.newBaseManager("MXNet");
            float[] numbers = new float[CLASSES * EDGE * EDGE];
            logits.tensor().floats().get(0, numbers);
            NDArray scores = manager.create(numbers, new ai.djl.ndarray.types.Shape(CLASSES, EDGE, EDGE));
            outputs = new NDList(scores, scores);
            translator = SemanticSegmentationTranslator.builder()
                    .addTransform(new ToTensor())
                    .optSynset(labels())
                    .build();
            // The labels are given, so that the translator asks its context for nothing.
            context = (TranslatorContext) Proxy.newProxyInstance(
                    Djl.class.getClassLoader(),
                    new Class<?>[] {TranslatorContext.class},
                    (proxy, method, arguments) -> null);
            translator.prepare(context);
        }

        CategoryMask run() {
            return translator.processOutput(context, outputs);
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            manager.close();
        }
    }

    /** Plain Java with nested arrays. */
    private static final class PlainMap {
        private final float[][][] scores = new float[CLASSES][EDGE][EDGE];

        PlainMap(Tensor tensor) {
            for (int c = 0; c < CLASSES; c++) {
                for (int y = 0; y < EDGE; y++) {
                    tensor.floats().get((c * EDGE + y) * EDGE, scores[c][y]);
                }
            }
        }

        int[][] classes() {
            float[][][] resized = new float[CLASSES][HEIGHT][WIDTH];
            for (int c = 0; c < CLASSES; c++) {
                resize(scores[c], resized[c]);
            }
            int[][] classes = new int[HEIGHT][WIDTH];
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    for (int c = 1; c < CLASSES; c++) {
                        classes[y][x] = resized[c][y][x] > resized[classes[y][x]][y][x] ? c : classes[y][x];
                    }
                }
            }
            return classes;
        }

        private static void resize(float[][] plane, float[][] resized) {
            for (int y = 0; y < HEIGHT; y++) {
                float row = clamp((y + 0.5f) * EDGE / HEIGHT - 0.5f);
                int top = (int) row;
                int bottom = Math.min(top + 1, EDGE - 1);
                for (int x = 0; x < WIDTH; x++) {
                    float column = clamp((x + 0.5f) * EDGE / WIDTH - 0.5f);
                    int left = (int) column;
                    int right = Math.min(left + 1, EDGE - 1);
                    float above = mix(plane[top][left], plane[top][right], column - left);
                    float below = mix(plane[bottom][left], plane[bottom][right], column - left);
                    resized[y][x] = mix(above, below, row - top);
                }
            }
        }

        private static float clamp(float position) {
            return Math.max(0, Math.min(EDGE - 1, position));
        }

        private static float mix(float a, float b, float t) {
            return a * (1 - t) + b * t;
        }
    }

    private static List<String> labels() {
        return IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList();
    }

    /** A whole call of ours. */
    @Benchmark
    public Segmentation call(Ours ours) {
        return ours.run();
    }

    /** Nested arrays. */
    @Benchmark
    public int[][] peerPlain(Plain plain) {
        return plain.map.classes();
    }

    /** DJL's translator; its map is 513x513, not 1280x720. */
    @Benchmark
    public CategoryMask peerDjl(Djl djl) {
        return djl.run();
    }
}
