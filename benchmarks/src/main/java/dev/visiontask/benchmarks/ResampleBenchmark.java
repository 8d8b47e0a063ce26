package dev.visiontask.benchmarks;

import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.preprocess.ImagePreprocessor;
import dev.visiontask.preprocess.Interpolation;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Tensor;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From decoded pixels to the size of the model's input, in the same byte order, so that packing costs next to nothing.
 */
public class ResampleBenchmark extends BenchmarkDefaults {
    /** Ours. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        /** The resampler. */
        @Param({"opencv-linear", "opencv-area", "pillow-bilinear", "pillow-bicubic"})
        public String interpolation;

        private DecodedPicture picture;
        private ImagePreprocessor preprocessor;
        private Geometry geometry;
        private Tensor tensor;

        /** Decodes the picture and compares the result with OpenCV's area filter. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            picture = DecodedPicture.of(subject);
            ImageSize size = new ImageSize(subject.width(), subject.height());
            PreprocessSpec spec = new PreprocessSpec(
                    new Resize.Stretch(size),
                    Interpolation.ofId(interpolation),
                    PixelFormat.BGR,
                    Normalization.NONE,
                    TensorLayout.NHWC,
                    DataType.UINT8);
            preprocessor = new ImagePreprocessor(spec);
            geometry = spec.resize().geometry(picture.size());
            tensor = Tensor.allocate("input", spec.type(), preprocessor.shape(geometry, 1));
            picture.checkScaled(interpolation, run());
        }

        Tensor run() {
            preprocessor.write(picture.pixels(), geometry, tensor, 0);
            return tensor;
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            preprocessor.close();
            picture.close();
        }
    }

    /** OpenCV's filter alone, into a Mat that is reused. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class OpenCv {
        private DecodedPicture picture;
        private Size size;
        private Mat result;

        /** Decodes the picture. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            picture = DecodedPicture.of(subject);
            size = new Size(subject.width(), subject.height());
            result = new Mat();
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            result.release();
            picture.close();
        }
    }

    /** The JDK's own way, on what ImageIO decodes. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Jdk {
        private BufferedImage picture;
        private ImageSize size;

        /** Decodes the picture and compares the result with OpenCV's area filter. */
        @Setup
        public void setUp() throws IOException {
            Subject subject = Subject.load();
            size = new ImageSize(subject.width(), subject.height());
            picture = ImageIO.read(subject.picture().toFile());
            byte[] samples = ((DataBufferByte) run().getRaster().getDataBuffer()).getData();
            try (DecodedPicture expected = DecodedPicture.of(subject)) {
                expected.checkScaled("Graphics2D", samples, size);
            }
        }

        BufferedImage run() {
            BufferedImage scaled = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = scaled.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, size.width(), size.height(), null);
            graphics.dispose();
            return scaled;
        }
    }

    /** Each of our resamplers. */
    @Benchmark
    public Tensor resample(Ours ours) {
        return ours.run();
    }

    /** The floor of {@code opencv-linear}. */
    @Benchmark
    public Mat peerImgproc(OpenCv openCv) {
        Imgproc.resize(openCv.picture.mat(), openCv.result, openCv.size, 0, 0, Imgproc.INTER_LINEAR);
        return openCv.result;
    }

    /** {@code Graphics2D} with the bilinear hint. */
    @Benchmark
    public BufferedImage peerGraphics2d(Jdk jdk) {
        return jdk.run();
    }
}
