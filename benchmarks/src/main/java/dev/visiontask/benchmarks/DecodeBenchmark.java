package dev.visiontask.benchmarks;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.image.DecodedImage;
import dev.visiontask.image.Decoding;
import dev.visiontask.image.ImageReader;
import dev.visiontask.image.OpenCvLibrary;
import dev.visiontask.image.ReadOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the bytes of a JPEG in memory to pixels. */
public class DecodeBenchmark extends BenchmarkDefaults {
    /** Our reader: sniffs the format, checks the header against the limits, decodes, turns upright. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Ours {
        /** Every pixel, or at the smallest scale that still has the pixels the model needs. */
        @Param({"EXACT", "FAST"})
        public Decoding decoding;

        private ImageSource source;
        private ImageSize wanted;
        private ImageReader reader;

        /** Decodes once and compares with OpenCV. */
        @Setup
        public void setUp() {
            Subject subject = Subject.load();
            source = ImageSource.of(subject.pictureBytes());
            wanted = new ImageSize(subject.width(), subject.height());
            reader = new ImageReader(ReadOptions.DEFAULT.withDecoding(decoding));
            try (DecodedPicture expected = DecodedPicture.of(subject);
                    DecodedImage found = reader.read(source, full -> wanted)) {
                ImageSize size =
                        new ImageSize(found.pixels().width(), found.pixels().height());
                byte[] samples = new byte[Math.toIntExact(size.pixels() * 3)];
                found.pixels().data().get(samples);
                expected.checkScaled("our reader", samples, size);
            }
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            reader.close();
        }
    }

    /** The bytes, for the peers. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls setUp first.
    public static class Bytes {
        private byte[] jpeg;
        private Mat mat;

        /** Reads the file. */
        @Setup
        public void setUp() throws IOException {
            jpeg = Subject.load().pictureBytes();
            OpenCvLibrary.load();
            mat = new MatOfByte(jpeg);
            // The kinder choice: with the cache ImageIO copies a stream to a temporary file.
            ImageIO.setUseCache(false);
            checkSize(ImageIO.read(new ByteArrayInputStream(jpeg)));
        }

        private static void checkSize(BufferedImage picture) {
            if (picture.getWidth() != 640 || picture.getHeight() != 480) {
                throw new IllegalStateException(
                        "Expected a picture of 640x480, found: " + picture.getWidth() + "x" + picture.getHeight());
            }
        }

        /** Frees native memory. */
        @TearDown
        public void tearDown() {
            mat.release();
        }
    }

    /** Our reader. */
    @Benchmark
    public ImageSize read(Ours ours) {
        try (DecodedImage image = ours.reader.read(ours.source, full -> ours.wanted)) {
            return image.size();
        }
    }

    /** OpenCV alone, without any check: the floor for EXACT. */
    @Benchmark
    public Mat peerImdecode(Bytes bytes) {
        Mat picture = Imgcodecs.imdecode(bytes.mat, Imgcodecs.IMREAD_COLOR);
        picture.release();
        return picture;
    }

    /** The JDK. */
    @Benchmark
    public BufferedImage peerImageIo(Bytes bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes.jpeg));
    }

    /** DJL's default factory, which is ImageIO and a copy. */
    @Benchmark
    public Image peerDjlImageFactory(Bytes bytes) throws IOException {
        return ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(bytes.jpeg));
    }
}
