package dev.visiontask.benchmarks;

import dev.visiontask.ImageSource;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.ObjectDetector;
import dev.visiontask.model.ModelRef;
import dev.visiontask.video.Backpressure;
import dev.visiontask.video.FrameResult;
import dev.visiontask.video.Frames;
import dev.visiontask.video.ResultStream;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacv.FrameGrabber;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a video to what a detector finds in its next frame: our stream, and JavaCV's frames through the same detector. */
public class VideoDetectionBenchmark extends BenchmarkDefaults {
    /** The detector, the same for us and the peer. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Detector {
        /** See {@link BenchmarkVideo#of}. */
        @Param("1080p")
        public String video;

        /** The backend. */
        @Param("onnxruntime")
        public String engine;

        private Path file;
        private ObjectDetector detector;

        /** Opens the detector. */
        @Setup
        public void setUp() {
            file = BenchmarkVideo.of(video);
            detector = ObjectDetector.builder()
                    .model(ModelRef.of("page-layout"))
                    .backend(engine)
                    .build();
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            detector.close();
        }
    }

    /** Our stream. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        private Detector detector;
        private ResultStream<Detections> results;

        /** Begins the stream. */
        @Setup
        public void setUp(Detector detector) {
            this.detector = detector;
            results = open();
        }

        private ResultStream<Detections> open() {
            return detector.detector.stream(Frames.open(detector.file), Backpressure.BLOCK);
        }

        private Detections next() {
            FrameResult<Detections> result = results.next();
            if (result == null) {
                results.close();
                results = open();
                result = results.next();
            }
            return Objects.requireNonNull(result).value();
        }

        /** Ends the stream. */
        @TearDown
        public void tearDown() {
            results.close();
        }
    }

    /** JavaCV's frames. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class JavaCv {
        private JavaCvPeer peer;

        /** Opens the video. */
        @Setup
        public void setUp(Detector detector) throws FrameGrabber.Exception {
            peer = JavaCvPeer.open(detector.file, 0, false);
        }

        /** Closes the video. */
        @TearDown
        public void tearDown() throws FrameGrabber.Exception {
            peer.close();
        }
    }

    /** The engine and what belongs to it, without a video: the floor. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Still {
        private LoopedVideo video;
        private ImageSource frame;

        /** Takes the first frame. */
        @Setup
        public void setUp(Detector detector) {
            video = new LoopedVideo(detector.file, 0);
            frame = video.next().image();
        }

        /** Closes the video. */
        @TearDown
        public void tearDown() {
            video.close();
        }
    }

    /** The answer to the next frame. */
    @Benchmark
    public Detections stream(Ours ours) {
        return ours.next();
    }

    /** The answer to the same frame each time. */
    @Benchmark
    public Detections still(Detector detector, Still still) {
        return detector.detector.run(still.frame);
    }

    /** The answer to the next frame, by way of a BufferedImage. */
    @Benchmark
    public Detections peerJavaCv(Detector detector, JavaCv javaCv) throws FrameGrabber.Exception {
        return detector.detector.run(ImageSource.of(javaCv.peer.next()));
    }
}
