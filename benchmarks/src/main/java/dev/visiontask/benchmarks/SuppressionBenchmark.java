package dev.visiontask.benchmarks;

import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.modality.cv.output.Rectangle;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.NmsMode;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Non-maximum suppression, class by class, of boxes that lie ten to an object. */
public class SuppressionBenchmark extends BenchmarkDefaults {
    private static final float NMS_IOU = 0.5f;
    private static final long SEED = 7;

    /** The same boxes for all. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Boxes {
        /** How many. */
        @Param({"100", "1000", "10000"})
        public int count;

        private FixedDetector detector;
        private DjlYolo translator;
        private final List<PlainYolo.Found> plain = new ArrayList<>();
        private final List<Rectangle> rectangles = new ArrayList<>();
        private final List<Integer> classes = new ArrayList<>();
        private final List<Float> scores = new ArrayList<>();

        /** Gives each what it takes and compares ours with the plain loops. */
        @Setup
        public void setUp() throws IOException {
            float[] rows = CrowdedScene.boxes(count, SEED);
            for (int i = 0; i < rows.length; i += 6) {
                plain.add(new PlainYolo.Found(
                        rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], (int) rows[i + 5]));
                rectangles.add(new Rectangle(rows[i], rows[i + 1], rows[i + 2] - rows[i], rows[i + 3] - rows[i + 1]));
                scores.add(rows[i + 4]);
                classes.add((int) rows[i + 5]);
            }
            Tensor output = Tensor.allocate("output0", DataType.FLOAT32, Shape.of(1, count, 6));
            output.floats().put(0, rows);
            DetectionOptions options = DetectionOptions.builder()
                    .nms(NmsMode.CLASS_AWARE)
                    .nmsIou(NMS_IOU)
                    .maxResults(Integer.MAX_VALUE)
                    .build();
            detector = new FixedDetector(output, "end2end", CrowdedScene.CLASSES, options);
            translator = DjlYolo.of(0.25f, NMS_IOU, FixedDetector.labels(CrowdedScene.CLASSES));
            int expected = PlainYolo.suppress(plain, NMS_IOU).size();
            // Single precision may see an overlap of just the limit in another way.
            if (Math.abs(detector.run().size() - expected) > count / 500) {
                throw new IllegalStateException("Expected " + expected + " boxes, found: " + detector.run());
            }
        }

        /** Frees the detector. */
        @TearDown
        public void tearDown() {
            detector.close();
        }
    }

    /** A whole call of ours, which reads the boxes from a tensor first. */
    @Benchmark
    public Detections call(Boxes boxes) {
        return boxes.detector.run();
    }

    /** DJL's suppression of lists that are there already. */
    @Benchmark
    public DetectedObjects peerDjl(Boxes boxes) {
        return boxes.translator.suppress(boxes.rectangles, boxes.classes, boxes.scores);
    }

    /** A double loop over a list that is there already. */
    @Benchmark
    public List<PlainYolo.Found> peerPlain(Boxes boxes) {
        return PlainYolo.suppress(boxes.plain, NMS_IOU);
    }
}
