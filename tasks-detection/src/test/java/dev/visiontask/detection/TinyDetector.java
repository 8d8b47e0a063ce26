package dev.visiontask.detection;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A detector whose answers can be worked out by hand: for a picture resized to 4x4 it gives one box, whose scores for the
 * classes red, green and blue are the means of these channels, and whose sides, relative to the picture, are a quarter
 * and three quarters plus a tenth of the mean red.
 */
final class TinyDetector {
    private static final int EDGE = 4;
    private static final int PLANE = EDGE * EDGE;
    private static final int FEATURES = 3 * PLANE;
    private static final float[] SIDES = {0.25f, 0.25f, 0.75f, 0.75f};

    private TinyDetector() {}

    /** Settings that this model needs on every engine. */
    static ObjectDetectorBuilder describe(Path folder) {
        return ObjectDetector.builder()
                .model(folder)
                .setting("labels", List.of("red", "green", "blue"))
                .setting("decoder", "prior-box")
                .setting("size", EDGE)
                .setting("resize_mode", "stretch")
                .setting("rescale_factor", 1 / 255.0);
    }

    static ObjectDetectorBuilder onnx(Path folder) {
        return onnx(folder, SIDES);
    }

    /** With other sides than those of this class. */
    static ObjectDetectorBuilder onnx(Path folder, float[] sides) {
        Shape image = Shape.of(Shape.DYNAMIC, 3, EDGE, EDGE);
        byte[] model = new TinyOnnx()
                .input("data", DataType.FLOAT32, image)
                .node("Flatten", List.of("data"), List.of("flat"), Map.of("axis", 1L))
                .weights("sw", Shape.of(3, FEATURES), scoreWeights())
                .weights("sb", Shape.of(3), new float[3])
                .weights("bw", Shape.of(4, FEATURES), boxWeights())
                .weights("bb", Shape.of(4), sides)
                .longs("scoreShape", -1, 1, 3)
                .longs("boxShape", -1, 1, 4)
                .node("Gemm", List.of("flat", "sw", "sb"), List.of("flatScores"), Map.of("transB", 1L))
                .node("Gemm", List.of("flat", "bw", "bb"), List.of("flatBoxes"), Map.of("transB", 1L))
                .node("Reshape", List.of("flatScores", "scoreShape"), List.of("scores"), Map.of())
                .node("Reshape", List.of("flatBoxes", "boxShape"), List.of("boxes"), Map.of())
                .output("scores", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 1, 3))
                .output("boxes", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 1, 4))
                .toBytes();
        write(folder.resolve("model.onnx"), model);
        return describe(folder);
    }

    /** A model of single pictures, without a batch, with the outputs of torchvision's detectors: one red box. */
    static ObjectDetectorBuilder unbatched(Path folder) {
        byte[] model = new TinyOnnx()
                .input("image", DataType.FLOAT32, Shape.of(3, EDGE, EDGE))
                .longs("row", 1, FEATURES)
                .longs("one", 1)
                .weights("sw", Shape.of(1, FEATURES), Arrays.copyOf(scoreWeights(), FEATURES))
                .weights("sb", Shape.of(1), new float[1])
                .weights("bw", Shape.of(4, FEATURES), new float[4 * FEATURES])
                .weights("bb", Shape.of(4), new float[] {1, 1, 3, 3})
                .weights("number", Shape.of(1), new float[] {1})
                .node("Reshape", List.of("image", "row"), List.of("flat"), Map.of())
                .node("Gemm", List.of("flat", "bw", "bb"), List.of("boxes"), Map.of("transB", 1L))
                .node("Cast", List.of("number"), List.of("labels"), Map.of("to", DataType.INT64))
                .node("Gemm", List.of("flat", "sw", "sb"), List.of("mean"), Map.of("transB", 1L))
                .node("Reshape", List.of("mean", "one"), List.of("scores"), Map.of())
                .output("boxes", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 4))
                .output("labels", DataType.INT64, Shape.of(Shape.DYNAMIC))
                .output("scores", DataType.FLOAT32, Shape.of(Shape.DYNAMIC))
                .toBytes();
        write(folder.resolve("model.onnx"), model);
        return describe(folder).setting("decoder", "torchvision");
    }

    static ObjectDetectorBuilder mxnet(Path folder) {
        try {
            new TinyMxnet()
                    .variable("data")
                    .node("Flatten", "flat", List.of("data"), Map.of())
                    .weights("sw", Shape.of(3, FEATURES), scoreWeights())
                    .weights("sb", Shape.of(3), new float[3])
                    .weights("bw", Shape.of(4, FEATURES), boxWeights())
                    .weights("bb", Shape.of(4), SIDES)
                    .node("FullyConnected", "fs", List.of("flat", "sw", "sb"), Map.of("num_hidden", "3"))
                    .node("FullyConnected", "fb", List.of("flat", "bw", "bb"), Map.of("num_hidden", "4"))
                    .node("Reshape", "scores", List.of("fs"), Map.of("shape", "(-1, 1, 3)"))
                    .node("Reshape", "boxes", List.of("fb"), Map.of("shape", "(-1, 1, 4)"))
                    .head("scores")
                    .head("boxes")
                    .write(folder, "model");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return describe(folder).setting("outputs", List.of("boxes_output", "scores_output"));
    }

    private static float[] scoreWeights() {
        float[] weights = new float[3 * FEATURES];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < PLANE; i++) {
                weights[channel * FEATURES + channel * PLANE + i] = 1f / PLANE;
            }
        }
        return weights;
    }

    private static float[] boxWeights() {
        float[] weights = new float[4 * FEATURES];
        for (int side = 0; side < 4; side++) {
            for (int i = 0; i < PLANE; i++) {
                weights[side * FEATURES + i] = 0.1f / PLANE;
            }
        }
        return weights;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture of one colour. */
    static ImageSource picture(int width, int height, int red, int green, int blue) {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            pixels[3 * i] = (byte) red;
            pixels[3 * i + 1] = (byte) green;
            pixels[3 * i + 2] = (byte) blue;
        }
        return ImageSource.ofPixels(ByteBuffer.wrap(pixels), width, height, width * 3, PixelFormat.RGB);
    }
}
