package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import dev.visiontask.RawFrame;
import dev.visiontask.video.Frame;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.bytedeco.javacv.FrameGrabber;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a video to the pixels of its next frame: as large as it is, and as large as models want it. Opening the video again
 * after its last frame is part of it, for us and for the peers.
 */
public class VideoBenchmark extends BenchmarkDefaults {
    /** What is read. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters.
    public static class Wanted {
        /** See {@link BenchmarkVideo#of}. */
        @Param({"1080p", "2160p"})
        public String video;

        /** Both edges in pixels; 0 for those of the video. */
        @Param({"0", "224", "640"})
        public int size;
    }

    /** Our frames. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        private LoopedVideo video;

        /** Opens the video and compares a frame with what the peer sees. */
        @Setup
        public void setUp(Wanted wanted) throws FrameGrabber.Exception {
            video = new LoopedVideo(BenchmarkVideo.of(wanted.video), wanted.size);
            try (JavaCvPeer peer = JavaCvPeer.open(BenchmarkVideo.of(wanted.video), wanted.size, true);
                    Frame frame = video.next()) {
                check(frame, peer.next());
            }
        }

        private static void check(Frame frame, BufferedImage expected) {
            ImageSize size = frame.size();
            if (size.width() != expected.getWidth() || size.height() != expected.getHeight()) {
                throw new IllegalStateException("Expected the peer's size, found: " + size);
            }
            RawFrame image = (RawFrame) frame.image();
            ByteBuffer bgr = image.data();
            double difference = 0;
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    int green = bgr.get(y * image.rowStride() + 3 * x + 1) & 0xff;
                    difference += Math.abs(green - (expected.getRGB(x, y) >> 8 & 0xff));
                }
            }
            if (difference / size.pixels() > 8) {
                throw new IllegalStateException(
                        "Expected within 8 levels of the peer on average, found: " + difference / size.pixels());
            }
        }

        /** Closes the video. */
        @TearDown
        public void tearDown() {
            video.close();
        }
    }

    /** JavaCV and Java2D. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class JavaCv {
        private JavaCvPeer peer;

        /** Opens the video. */
        @Setup
        public void setUp(Wanted wanted) throws FrameGrabber.Exception {
            peer = JavaCvPeer.open(BenchmarkVideo.of(wanted.video), wanted.size, false);
        }

        /** Closes the video. */
        @TearDown
        public void tearDown() throws FrameGrabber.Exception {
            peer.close();
        }
    }

    /** JavaCV's grabber that makes the frames smaller itself. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class JavaCvScaling {
        private JavaCvPeer peer;

        /** Opens the video. */
        @Setup
        public void setUp(Wanted wanted) throws FrameGrabber.Exception {
            peer = JavaCvPeer.open(BenchmarkVideo.of(wanted.video), wanted.size, true);
        }

        /** Closes the video. */
        @TearDown
        public void tearDown() throws FrameGrabber.Exception {
            peer.close();
        }
    }

    /** The next frame. */
    @Benchmark
    public ImageSize frame(Ours ours) {
        try (Frame frame = ours.video.next()) {
            return frame.size();
        }
    }

    /** The next frame, by way of a BufferedImage. */
    @Benchmark
    public BufferedImage peerJavaCv(JavaCv javaCv) throws FrameGrabber.Exception {
        return javaCv.peer.next();
    }

    /** The next frame, as a BufferedImage of the wanted size. */
    @Benchmark
    public BufferedImage peerJavaCvScaling(JavaCvScaling javaCv) throws FrameGrabber.Exception {
        return javaCv.peer.next();
    }
}
