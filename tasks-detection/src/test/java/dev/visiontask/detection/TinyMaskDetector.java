package dev.visiontask.detection;

import dev.visiontask.ImageSource;
import dev.visiontask.PixelFormat;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.testkit.TinyOnnx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A detector of one box, the middle of the picture, whose mask is where the picture is more red than half. */
final class TinyMaskDetector {
    private static final int EDGE = 8;
    private static final int CELLS = EDGE * EDGE;
    private static final int SAMPLES = 3 * CELLS;
    private static final float[] BOX = {1, 1, 7, 7, 0.75f, 0, 1};

    private TinyMaskDetector() {}

    static ObjectDetectorBuilder onnx(Path folder) {
        float[] red = new float[CELLS * SAMPLES];
        float[] bias = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            red[i * SAMPLES + i] = 1;
            bias[i] = -0.5f;
        }
        byte[] model = new TinyOnnx()
                .input("data", DataType.FLOAT32, Shape.of(1, 3, EDGE, EDGE))
                .node("Flatten", List.of("data"), List.of("flat"), Map.of("axis", 1L))
                .weights("red", Shape.of(CELLS, SAMPLES), red)
                .weights("bias", Shape.of(CELLS), bias)
                .weights("zeros", Shape.of(BOX.length, SAMPLES), new float[BOX.length * SAMPLES])
                .weights("box", Shape.of(BOX.length), BOX)
                .longs("prototypeShape", 1, 1, EDGE, EDGE)
                .longs("boxShape", 1, 1, BOX.length)
                .node("Gemm", List.of("flat", "red", "bias"), List.of("cells"), Map.of("transB", 1L))
                .node("Gemm", List.of("flat", "zeros", "box"), List.of("flatBox"), Map.of("transB", 1L))
                .node("Reshape", List.of("cells", "prototypeShape"), List.of("output1"), Map.of())
                .node("Reshape", List.of("flatBox", "boxShape"), List.of("output0"), Map.of())
                .output("output0", DataType.FLOAT32, Shape.of(1, 1, BOX.length))
                .output("output1", DataType.FLOAT32, Shape.of(1, 1, EDGE, EDGE))
                .toBytes();
        try {
            Files.write(folder.resolve("model.onnx"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ObjectDetector.builder()
                .model(folder)
                .setting("labels", List.of("red"))
                .setting("decoder", "end2end")
                .setting("resize_mode", "stretch")
                .setting("rescale_factor", 1 / 255.0);
    }

    /** A picture that is black at the top left and red at the bottom right. */
    static ImageSource picture(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[(y * width + x) * 3] = (byte) (255 * (x + y) / (width + height));
            }
        }
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), width, height, width * 3, PixelFormat.RGB);
    }
}
