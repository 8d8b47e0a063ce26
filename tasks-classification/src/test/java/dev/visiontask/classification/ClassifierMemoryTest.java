package dev.visiontask.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.backend.Backends;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.DirectBuffers;
import dev.visiontask.testkit.FakeBackend;
import dev.visiontask.testkit.LinearModel;
import dev.visiontask.testkit.ResidentMemory;
import dev.visiontask.testkit.TinyMxnet;
import dev.visiontask.testkit.TinyOnnx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native memory of a task: bounded whatever sizes come, and given back after an unusual one. */
class ClassifierMemoryTest {
    private static final long MIB = 1 << 20;
    private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "opencv-dnn", "mxnet"})
    void run_keepsDirectMemoryFlatWhenEveryImageHasAnotherSize(String backend) throws IOException {
        runSizes(backend, 120, 400);
    }

    @ParameterizedTest
    @Tag("soak")
    @ValueSource(strings = {"onnxruntime", "opencv-dnn", "mxnet"})
    void run_keepsDirectMemoryFlatOverManySizes(String backend) throws IOException {
        runSizes(backend, Math.max(500, Integer.getInteger("soak.calls", 20_000) / 10), 1600);
    }

    /** Images of one colour, whose mean the model computes, each of another size. */
    private void runSizes(String backend, int count, int longest) throws IOException {
        byte[] pixels = new byte[longest * longest * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 3 == 0 ? 102 : i % 3 == 1 ? 51 : 255);
        }
        List<Long> direct = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        long largest = 3L * longest * longest * Float.BYTES;
        try (ImageClassifier classifier = freeShape(backend, longest)) {
            long before = DirectBuffers.held();
            long most = 0;
            List<int[]> sizes = sizes(count, longest);
            for (int i = 0; i < count; i++) {
                int width = sizes.get(i)[0];
                ImageSource image = ImageSource.ofPixels(
                        ByteBuffer.wrap(pixels), width, sizes.get(i)[1], longest * 3, PixelFormat.BGR);
                assertThat(classifier.run(image).best().score()).isCloseTo(1, within(1e-3f));
                most = Math.max(most, DirectBuffers.bytes() - before);
                assertThat(classifier.info().nativeBytes()).isBetween(1L, 4 * largest);
                if ((i + 1) % (count / 5) == 0) {
                    direct.add(DirectBuffers.bytes() / MIB);
                    resident.add(ResidentMemory.bytes() / MIB);
                }
            }
            System.out.printf(
                    "%s: %d sizes up to %d x %d, MiB after each fifth: direct %s (at most %d more than before),"
                            + " resident %s; the task says %d%n",
                    backend,
                    count,
                    longest,
                    longest,
                    direct,
                    most / MIB,
                    resident,
                    classifier.info().nativeBytes() / MIB);
            assertThat(most).as("bytes of direct memory").isLessThan(6 * largest);
        }
    }

    private static List<int[]> sizes(int count, int longest) {
        Random random = new Random(7);
        List<int[]> sizes = new ArrayList<>();
        IntStream.range(0, count)
                .mapToObj(i -> new int[] {longest - i * (longest - 32) / count, 32 + random.nextInt(longest - 31)})
                .forEach(sizes::add);
        Collections.shuffle(sizes, random);
        return sizes;
    }

    private ImageClassifier freeShape(String backend, int longest) throws IOException {
        if (backend.equals("mxnet")) {
            new TinyMxnet()
                    .variable("data")
                    .weights("w", Shape.of(3, 3, 1, 1), IDENTITY)
                    .node(
                            "Convolution",
                            "conv",
                            List.of("data", "w"),
                            Map.of("kernel", "(1, 1)", "num_filter", "3", "no_bias", "True"))
                    .node(
                            "Pooling",
                            "mean",
                            List.of("conv"),
                            Map.of("global_pool", "True", "pool_type", "avg", "kernel", "(1, 1)"))
                    .node("Flatten", "flat", List.of("mean"), Map.of())
                    .head("flat")
                    .write(folder, "free");
        } else {
            byte[] onnx = new TinyOnnx()
                    .input("data", DataType.FLOAT32, Shape.of(-1, 3, -1, -1))
                    .weights("w", Shape.of(3, 3, 1, 1), IDENTITY)
                    .node("Conv", List.of("data", "w"), List.of("conv"), Map.of("kernel_shape", new long[] {1, 1}))
                    .node("GlobalAveragePool", List.of("conv"), List.of("mean"), Map.of())
                    .node("Flatten", List.of("mean"), List.of("scores"), Map.of("axis", 1L))
                    .output("scores", DataType.FLOAT32, Shape.of(-1, 3))
                    .toBytes();
            Files.write(folder.resolve("free.onnx"), onnx);
        }
        return described(ImageClassifier.builder().model(folder).backend(backend))
                .setting("resize_mode", "fit-within")
                .setting("size", longest)
                .setting("scale_up", false)
                .build();
    }

    private static ImageClassifierBuilder described(ImageClassifierBuilder builder) {
        return builder.setting("activation", "none")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0)
                .setting("image_mean", 0)
                .setting("image_std", 1);
    }

    @Test
    void run_keepsNothingOfAHugeImage() throws Exception {
        runHuge(4000);
    }

    @Test
    @Tag("soak")
    void run_keepsNothingOfAnImageOf81Megapixels() throws Exception {
        runHuge(9000);
    }

    private void runHuge(int edge) throws Exception {
        FakeBackend.write(LinearModel.channelMeans(Shape.of(3, 64, 64)), folder);
        try (ImageClassifier classifier = described(
                        ImageClassifier.builder().model(folder).backends(Backends.of(List.of(new FakeBackend()))))
                .setting("resize_mode", "stretch")
                .build()) {
            runUsual(classifier, 200);
            long usual = classifier.info().nativeBytes();
            long before = ResidentMemory.bytes();
            long directBefore = DirectBuffers.held();

            classifier.run(ImageSource.of(new BufferedImage(edge, edge, BufferedImage.TYPE_3BYTE_BGR)));
            long right = DirectBuffers.bytes();
            runUsual(classifier, 10);

            long after = residentBelow(before + before / 10);
            System.out.printf(
                    "an image of %d x %d: resident MiB before %d, after ten usual calls %d; direct KiB before %d,"
                            + " right after it %d, after ten usual calls %d; the task says %d KiB before and %d after%n",
                    edge,
                    edge,
                    before / MIB,
                    after / MIB,
                    directBefore >> 10,
                    right >> 10,
                    DirectBuffers.bytes() >> 10,
                    usual >> 10,
                    classifier.info().nativeBytes() >> 10);
            assertThat(classifier.info().nativeBytes()).isEqualTo(usual);
            assertThat(right - directBefore).isLessThan(MIB);
            assertThat(after).isLessThan(before + before / 10);
        }
    }

    /** The JVM gives pages of its heap back some time after a collection. */
    private static long residentBelow(long limit) throws InterruptedException {
        long bytes = ResidentMemory.bytes();
        for (int i = 0; i < 300 && bytes >= limit; i++) {
            Thread.sleep(200);
            bytes = ResidentMemory.bytes();
        }
        return bytes;
    }

    private static void runUsual(ImageClassifier classifier, int times) {
        for (int i = 0; i < times; i++) {
            classifier.run(ImageSource.of(new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR)));
        }
    }
}
