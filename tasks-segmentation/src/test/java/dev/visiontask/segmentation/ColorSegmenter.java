package dev.visiontask.segmentation;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyMxnet;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model that says of each pixel whether it is mostly red, green or blue: means of 2x2 pixels of an input of 8x8 are the
 * scores, so that the output is smaller than the input, as in most real models.
 */
final class ColorSegmenter {
    static final int EDGE = 8;

    private ColorSegmenter() {}

    /** Scores, {@code [1, 3, 4, 4]}. */
    static TinyOnnx onnx() {
        return pooled("scores").output("scores", DataType.FLOAT32, Shape.of(1, 3, EDGE / 2, EDGE / 2));
    }

    /** Numbers of classes, {@code [1, 4, 4]}, int64. */
    static TinyOnnx numbersOnnx() {
        return pooled("scores")
                .node("ArgMax", List.of("scores"), List.of("numbers"), Map.of("axis", 1L, "keepdims", 0L))
                .output("numbers", DataType.INT64, Shape.of(1, EDGE / 2, EDGE / 2));
    }

    private static TinyOnnx pooled(String output) {
        return new TinyOnnx()
                .input("pixels", DataType.FLOAT32, Shape.of(1, 3, EDGE, EDGE))
                .node(
                        "AveragePool",
                        List.of("pixels"),
                        List.of(output),
                        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}));
    }

    static Path write(Path folder, TinyOnnx onnx) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), onnx.toBytes());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path writeMxnet(Path folder) {
        try {
            new TinyMxnet()
                    .variable("pixels")
                    .node(
                            "Pooling",
                            "scores",
                            List.of("pixels"),
                            Map.of("kernel", "(2, 2)", "stride", "(2, 2)", "pool_type", "avg"))
                    .head("scores")
                    .write(folder, "model");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Samples of 0 to 255 become 0 to 1, by the simplest resampling. */
    static SemanticSegmenterBuilder builder(Path folder) {
        return SemanticSegmenter.builder()
                .model(folder)
                .setting("labels", List.of("red", "green", "blue"))
                .setting("size", EDGE)
                .setting("resize_mode", "stretch")
                .setting("interpolation", "opencv-linear")
                .setting("rescale_factor", 1 / 255.0);
    }

    /** Columns of these colours, 0xRRGGBB, each so many pixels wide. */
    static ImageSource stripes(int height, int stripe, int... colors) {
        int width = colors.length * stripe;
        ByteBuffer pixels = ByteBuffer.allocate(width * height * 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = colors[x / stripe];
                pixels.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
            }
        }
        return ImageSource.ofPixels(pixels.flip(), width, height, width * 3, PixelFormat.RGB);
    }

    static ImageSource noise(int seed, int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        new Random(seed).nextBytes(pixels);
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), width, height, width * 3, PixelFormat.RGB);
    }
}
