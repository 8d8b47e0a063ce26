package dev.visiontask.benchmarks;

import dev.visiontask.ImageSource;
import dev.visiontask.activity.Activities;
import dev.visiontask.activity.ActivityRecognizer;
import dev.visiontask.activity.ActivityTimeline;
import dev.visiontask.activity.Clip;
import dev.visiontask.activity.TimelineOptions;
import dev.visiontask.model.ModelRef;
import dev.visiontask.testkit.TestData;
import dev.visiontask.video.Frames;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.javacv.FrameGrabber;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Windows of {@value #WINDOW} frames over a video, a new one every {@value #HOP}: the time for one window, in a pass over
 * the whole video. Decoding, and the engine alone, are given for one window, too, so that their sum is the floor.
 */
public class TimelineBenchmark extends BenchmarkDefaults {
    private static final int WINDOW = 80;
    private static final int HOP = 20;
    private static final int WINDOWS = (BenchmarkVideo.FRAMES - WINDOW) / HOP + 1;

    /** The recogniser, the same for us and the peer. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Recognizer {
        /** One of those that {@link BenchmarkVideo} records. */
        @Param({"360p", "1080p"})
        public String video;

        private Path file;
        private ActivityRecognizer recognizer;

        /** Opens the recogniser of the test data if it is there, else the starter model. */
        @Setup
        public void setUp() {
            file = BenchmarkVideo.of(video);
            recognizer = TestData.folder()
                    .map(folder -> ActivityRecognizer.builder()
                            .model(folder.resolve("models/activity/lrcn_ucf50_4"))
                            .setting("clip_sampling", "spread")
                            .setting("color", "bgr")
                            .setting("interpolation", "opencv-linear")
                            .setting("rescale_factor", 1 / 255.0))
                    .orElseGet(() -> ActivityRecognizer.builder().model(ModelRef.of("camera-motion")))
                    .backend("onnxruntime")
                    .build();
        }

        /** Frees the model. */
        @TearDown
        public void tearDown() {
            recognizer.close();
        }
    }

    /** All windows of the video. */
    @Benchmark
    @OperationsPerInvocation(WINDOWS)
    public int timeline(Recognizer state) {
        int[] windows = new int[1];
        try (ActivityTimeline timeline = state.recognizer
                .timeline(Frames.open(state.file), new TimelineOptions(WINDOW, HOP))
                .onWindow(window -> windows[0]++)) {
            timeline.forEach(segment -> {});
        }
        if (windows[0] != WINDOWS) {
            throw new IllegalStateException("Expected " + WINDOWS + " windows, found: " + windows[0]);
        }
        return windows[0];
    }

    /** All frames of the video, not looked at. */
    @Benchmark
    @OperationsPerInvocation(WINDOWS)
    public int decode(Recognizer state) {
        int frames = 0;
        try (LoopedVideo video = new LoopedVideo(state.file, 0)) {
            for (; frames < BenchmarkVideo.FRAMES; frames++) {
                video.next().close();
            }
        }
        return frames;
    }

    /** The engine on one window. */
    @Benchmark
    public void engine(Recognizer state) {
        state.recognizer.warmUp();
    }

    /** All windows of the video, by way of BufferedImages of 224 pixels, of which the last ones are kept. */
    @Benchmark
    @OperationsPerInvocation(WINDOWS)
    public List<Activities> peerJavaCv(Recognizer state) throws FrameGrabber.Exception {
        Deque<BufferedImage> window = new ArrayDeque<>();
        List<Activities> answers = new ArrayList<>();
        try (JavaCvPeer peer = JavaCvPeer.open(state.file, 224, false)) {
            for (int i = 0; i < BenchmarkVideo.FRAMES; i++) {
                if (window.size() == WINDOW) {
                    window.removeFirst();
                }
                window.addLast(peer.next());
                if (i + 1 >= WINDOW && (i + 1 - WINDOW) % HOP == 0) {
                    List<ImageSource> pictures = new ArrayList<>();
                    window.forEach(picture -> pictures.add(ImageSource.of(picture)));
                    answers.add(state.recognizer.run(Clip.ofPictures(pictures)));
                }
            }
        }
        return answers;
    }
}
