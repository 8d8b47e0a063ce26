package dev.visiontask.benchmarks;

import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.DetectionOptions;
import dev.visiontask.detection.Detections;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the output of YOLOv8, [1, 84, 8400], to boxes with labels: decoding and suppression. */
public class YoloDecodingBenchmark extends BenchmarkDefaults {
    private static final float THRESHOLD = 0.25f;
    private static final float NMS_IOU = 0.5f;
    private static final long SEED = 7;

    /** Ours: a whole call of the detector on an engine that needs no time. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        private FixedDetector detector;

        /** Opens the detector and compares its answer with that of the plain loops. */
        @Setup
        public void setUp() throws IOException {
            float[] values = CrowdedScene.yolov8(SEED);
            Tensor output = Tensor.allocate(
                    "output0",
                    DataType.FLOAT32,
                    dev.visiontask.tensor.Shape.of(1, CrowdedScene.CHANNELS, CrowdedScene.PREDICTIONS));
            output.floats().put(0, values);
            DetectionOptions options = DetectionOptions.builder()
                    .scoreThreshold(THRESHOLD)
                    .nmsIou(NMS_IOU)
                    .maxResults(Integer.MAX_VALUE)
                    .build();
            detector = new FixedDetector(output, "yolov8", CrowdedScene.CLASSES, options);
            check(detector.run(), PlainYolo.decode(values, CrowdedScene.PREDICTIONS, THRESHOLD, NMS_IOU));
        }

        private static void check(Detections ours, List<PlainYolo.Found> plain) {
            boolean isSame = ours.size() == plain.size() && !ours.isEmpty();
            for (int i = 0; isSame && i < plain.size(); i++) {
                Detection object = ours.objects().get(i);
                isSame = object.index() == plain.get(i).classIndex()
                        && object.score() == plain.get(i).score()
                        && Math.abs(object.box().left() - plain.get(i).left()) < 1e-5;
            }
            if (!isSame) {
                throw new IllegalStateException("Expected " + plain + ", found: " + ours);
            }
        }

        /** Frees the detector. */
        @TearDown
        public void tearDown() {
            detector.close();
        }
    }

    /** DJL's YoloV8Translator on MXNet's arrays. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Djl {
        private NDManager manager;
        private DjlYolo translator;
        private float[] values;

        /** Makes the output and checks that something is found in it. */
        @Setup
        public void setUp() {
            DjlPeer.stayOffline();
            manager = NDManager.newBaseManager("MXNet");
            values = CrowdedScene.yolov8(SEED);
            translator = DjlYolo.of(THRESHOLD, NMS_IOU, FixedDetector.labels(CrowdedScene.CLASSES));
            try (NDManager call = manager.newSubManager()) {
                if (translator.decode(output(call)).getNumberOfObjects() == 0) {
                    throw new IllegalStateException("Expected objects, found none");
                }
            }
        }

        private NDList output(NDManager call) {
            return new NDList(call.create(values, new Shape(CrowdedScene.CHANNELS, CrowdedScene.PREDICTIONS)));
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            manager.close();
        }
    }

    /** DJL's translator, with the output in an array that is made once. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class DjlOutput {
        private NDList output;

        /** Makes the array. */
        @Setup
        public void setUp(Djl djl) {
            output = djl.output(djl.manager);
        }
    }

    /** The output as a plain array. */
    @State(Scope.Benchmark)
    public static class Plain {
        private final float[] values = CrowdedScene.yolov8(SEED);
    }

    /** A whole call of ours. */
    @Benchmark
    public Detections call(Ours ours) {
        return ours.detector.run();
    }

    /** DJL's translator. */
    @Benchmark
    public DetectedObjects peerDjl(Djl djl, DjlOutput output) {
        return djl.translator.decode(output.output);
    }

    /** Plain loops over {@code float[][]}. */
    @Benchmark
    public List<PlainYolo.Found> peerPlain(Plain plain) {
        return PlainYolo.decode(plain.values, CrowdedScene.PREDICTIONS, THRESHOLD, NMS_IOU);
    }
}
