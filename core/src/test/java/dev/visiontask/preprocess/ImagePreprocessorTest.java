package dev.visiontask.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.PixelFormat;
import dev.visiontask.image.Pixels;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ImagePreprocessorTest {
    private static final ImageSize TARGET = new ImageSize(32, 24);

    private static PreprocessSpec spec(Interpolation interpolation, PixelFormat color, TensorLayout layout) {
        return new PreprocessSpec(
                new Resize.Stretch(TARGET), interpolation, color, Normalization.NONE, layout, DataType.UINT8);
    }

    private static PreprocessSpec spec(Interpolation interpolation) {
        return spec(interpolation, PixelFormat.RGB, TensorLayout.NHWC);
    }

    @Test
    void shape_followsLayoutColorAndBatch() {
        Geometry geometry = new Resize.Stretch(TARGET).geometry(new ImageSize(5, 5));
        assertThat(shape(PixelFormat.BGR, TensorLayout.NCHW, geometry)).isEqualTo(Shape.of(2, 3, 24, 32));
        assertThat(shape(PixelFormat.RGB, TensorLayout.NHWC, geometry)).isEqualTo(Shape.of(2, 24, 32, 3));
        assertThat(shape(PixelFormat.GRAY, TensorLayout.NCHW, geometry)).isEqualTo(Shape.of(2, 1, 24, 32));
        assertThat(shape(PixelFormat.GRAY, TensorLayout.NHWC, geometry)).isEqualTo(Shape.of(2, 24, 32, 1));
    }

    private static Shape shape(PixelFormat color, TensorLayout layout, Geometry geometry) {
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec(Interpolation.PILLOW_BOX, color, layout))) {
            return preprocessor.shape(geometry, 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void close_worksTwiceAndEndsTheUse(Interpolation interpolation) {
        ImagePreprocessor preprocessor = new ImagePreprocessor(spec(interpolation));
        Geometry geometry = preprocessor.spec().resize().geometry(new ImageSize(50, 40));
        Tensor tensor = Tensor.allocate("input", DataType.UINT8, preprocessor.shape(geometry, 1));
        try (Pixels pixels = Pictures.mat(new ImageSize(50, 40), PixelFormat.BGR, 1)) {
            preprocessor.write(pixels, geometry, tensor, 0);
            preprocessor.close();
            preprocessor.close();
            assertThatThrownBy(() -> preprocessor.write(pixels, geometry, tensor, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void write_refusesATensorThatDoesNotFit() {
        Geometry geometry = new Resize.Stretch(TARGET).geometry(new ImageSize(50, 40));
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec(Interpolation.PILLOW_BOX));
                Pixels pixels = Pictures.mat(new ImageSize(50, 40), PixelFormat.BGR, 1);
                Pixels larger = Pictures.mat(new ImageSize(40, 50), PixelFormat.BGR, 1)) {
            Tensor floats = Tensor.allocate("input", DataType.FLOAT32, Shape.of(1, 24, 32, 3));
            Tensor planar = Tensor.allocate("input", DataType.UINT8, Shape.of(1, 3, 24, 32));
            Tensor good = Tensor.allocate("input", DataType.UINT8, Shape.of(2, 24, 32, 3));
            for (Tensor bad : List.of(floats, planar)) {
                assertThatThrownBy(() -> preprocessor.write(pixels, geometry, bad, 0))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Expected a tensor uint8 [1, 24, 32, 3]")
                        .hasMessageContaining(bad.toString());
            }
            assertThatThrownBy(() -> preprocessor.write(pixels, geometry, good, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> preprocessor.write(larger, geometry, good, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most the geometry's source size 50x40, found: 40x50");
            preprocessor.write(pixels, geometry, good, 1);
        }
    }

    @Test
    void write_takesPixelsDecodedAtAReducedScale() {
        // The same picture at half the size, where each pixel stands for four equal ones.
        ImageSize full = new ImageSize(64, 48);
        ImageSize half = new ImageSize(32, 24);
        for (Interpolation interpolation : List.of(Interpolation.PILLOW_BOX, Interpolation.OPENCV_AREA)) {
            try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec(interpolation));
                    Pixels reduced = Pictures.mat(half, PixelFormat.RGB, 9);
                    Pixels picture = enlarged(reduced)) {
                Geometry geometry = preprocessor.spec().resize().geometry(full);
                Tensor expected = Tensor.allocate("input", DataType.UINT8, preprocessor.shape(geometry, 1));
                Tensor actual = Tensor.allocate("input", DataType.UINT8, preprocessor.shape(geometry, 1));
                preprocessor.write(picture, geometry, expected, 0);
                preprocessor.write(reduced, geometry, actual, 0);
                assertThat(actual.bytes()).isEqualTo(expected.bytes());
            }
        }
    }

    private static Pixels enlarged(Pixels pixels) {
        ByteBuffer data = ByteBuffer.allocate(pixels.width() * pixels.height() * 12);
        for (int y = 0; y < pixels.height() * 2; y++) {
            for (int x = 0; x < pixels.width() * 2; x++) {
                for (int c = 0; c < 3; c++) {
                    data.put(pixels.data().get(y / 2 * pixels.rowStride() + x / 2 * 3 + c));
                }
            }
        }
        return new Pictures.Plain(
                pixels.width() * 2, pixels.height() * 2, PixelFormat.RGB, pixels.width() * 6, data.clear());
    }

    @Test
    void write_refusesAShapeThatWouldTakeUnboundedMemory() {
        Resize resize = new Resize.ShortestEdge(256, TARGET);
        PreprocessSpec spec = new PreprocessSpec(
                resize,
                Interpolation.OPENCV_LINEAR,
                PixelFormat.RGB,
                Normalization.NONE,
                TensorLayout.NHWC,
                DataType.UINT8);
        ImageSize thread = new ImageSize(20_000, 1);
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec);
                Pixels pixels = Pictures.mat(thread, PixelFormat.BGR, 1)) {
            Geometry geometry = resize.geometry(thread);
            Tensor tensor = Tensor.allocate("input", DataType.UINT8, preprocessor.shape(geometry, 1));
            assertThatThrownBy(() -> preprocessor.write(pixels, geometry, tensor, 0))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("20000x1 scaled to 5120000x256");
        }
    }

    @Test
    void write_computesOnlyWhatACropShows() {
        // Pillow's way does this without taking the memory of 5,120,000 x 256 pixels.
        Resize resize = new Resize.ShortestEdge(256, TARGET);
        try (Pixels pixels = Pictures.mat(new ImageSize(20_000, 1), PixelFormat.BGR, 1)) {
            assertThat(Pictures.resized(resize, Interpolation.PILLOW_BILINEAR, pixels))
                    .hasSize(32 * 24 * 3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Interpolation.class,
            names = {"PILLOW_BILINEAR", "PILLOW_NEAREST", "OPENCV_LINEAR"})
    void write_leavesNextToNothingOnTheHeap(Interpolation interpolation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ImageSize size = new ImageSize(640, 480);
        try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec(interpolation));
                Pixels pixels = Pictures.mat(size, PixelFormat.BGR, 1)) {
            Geometry geometry = preprocessor.spec().resize().geometry(size);
            Tensor tensor = Tensor.allocate("input", DataType.UINT8, preprocessor.shape(geometry, 1));
            preprocessor.write(pixels, geometry, tensor, 0);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 50; i++) {
                preprocessor.write(pixels, geometry, tensor, 0);
            }
            long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(bytes / 50).isLessThan(2_000);
        }
    }

    @Test
    void write_givesNativeMemoryBack() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeThat(status).exists();
        ImageSize size = new ImageSize(1000, 700);
        Resize resize = new Resize.Stretch(new ImageSize(800, 900));
        PreprocessSpec spec = new PreprocessSpec(
                resize,
                Interpolation.OPENCV_LINEAR,
                PixelFormat.RGB,
                Normalization.NONE,
                TensorLayout.NHWC,
                DataType.UINT8);
        Geometry geometry = resize.geometry(size);
        Tensor tensor = Tensor.allocate("input", DataType.UINT8, Shape.of(1, 900, 800, 3));
        Pixels heap = Pictures.plain(size, PixelFormat.BGR, 1, 0, false);
        long before = 0;
        for (int i = 0; i < 220; i++) {
            if (i == 20) {
                before = residentMegabytes(status);
            }
            try (ImagePreprocessor preprocessor = new ImagePreprocessor(spec)) {
                preprocessor.write(heap, geometry, tensor, 0);
            }
        }
        // A Mat of 2 MB kept in each of 200 rounds would be 400 MB and more; the heap takes its share of the rest.
        assertThat(residentMegabytes(status) - before).isLessThan(200);
    }

    private static long residentMegabytes(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
