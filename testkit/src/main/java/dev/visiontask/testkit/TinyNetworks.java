package dev.visiontask.testkit;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small sound networks of the operators that vision models are made of, to be damaged by {@link BackendMutationContract}. */
public final class TinyNetworks {
    private static final Shape IMAGE = Shape.of(1, 3, 8, 8);

    private TinyNetworks() {}

    /** Writes ONNX models, each in a folder of its own; returns the files. */
    public static List<Path> writeOnnx(Path target) throws IOException {
        return List.of(
                write(target, "linear", TinyOnnx.linear(LinearModel.random(1, 3, Shape.of(3, 8, 8)))),
                write(target, "convolution", convolution().toBytes()),
                write(target, "shapes", shapes().toBytes()),
                write(target, "upsampling", upsampling().toBytes()));
    }

    /** Writes MXNet models, each in a folder of its own; returns the symbol files. */
    public static List<Path> writeMxnet(Path target) throws IOException {
        return List.of(
                TinyMxnet.linear(LinearModel.random(1, 3, Shape.of(3, 8, 8)))
                        .write(Files.createDirectories(target.resolve("linear")), "model"),
                mxnetConvolution().write(Files.createDirectories(target.resolve("convolution")), "model"),
                mxnetShapes().write(Files.createDirectories(target.resolve("shapes")), "model"));
    }

    private static Path write(Path target, String name, byte[] model) throws IOException {
        return Files.write(Files.createDirectories(target.resolve(name)).resolve("model.onnx"), model);
    }

    private static float[] numbers(int count) {
        Random random = new Random(count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }

    private static TinyOnnx convolution() {
        long[] two = {2, 2};
        long[] three = {3, 3};
        long[] ones = {1, 1, 1, 1};
        return new TinyOnnx()
                .input("x", DataType.FLOAT32, IMAGE)
                .weights("w", Shape.of(4, 3, 3, 3), numbers(108))
                .weights("b", Shape.of(4), numbers(4))
                .node(
                        "Conv",
                        List.of("x", "w", "b"),
                        List.of("c"),
                        Map.of("kernel_shape", three, "strides", new long[] {1, 1}, "pads", ones, "group", 1L))
                .weights("mean", Shape.of(4), numbers(4))
                .node("BatchNormalization", List.of("c", "b", "b", "mean", "b"), List.of("n"), Map.of("epsilon", 1e-5f))
                .node("Relu", List.of("n"), List.of("r"), Map.of())
                .node("MaxPool", List.of("r"), List.of("p"), Map.of("kernel_shape", two, "strides", two))
                .weights("w2", Shape.of(4, 1, 3, 3), numbers(36))
                .node(
                        "Conv",
                        List.of("p", "w2"),
                        List.of("d"),
                        Map.of("kernel_shape", three, "pads", ones, "group", 4L))
                .node("Add", List.of("p", "d"), List.of("sum"), Map.of())
                .node("AveragePool", List.of("sum"), List.of("a"), Map.of("kernel_shape", two))
                .node("GlobalAveragePool", List.of("a"), List.of("g"), Map.of())
                .node("Flatten", List.of("g"), List.of("f"), Map.of("axis", 1L))
                .weights("fw", Shape.of(4, 5), numbers(20))
                .node("MatMul", List.of("f", "fw"), List.of("m"), Map.of())
                .node("Softmax", List.of("m"), List.of("y"), Map.of("axis", 1L))
                .output("y", DataType.FLOAT32, Shape.of(1, 5));
    }

    private static TinyOnnx shapes() {
        return new TinyOnnx()
                .input("x", DataType.FLOAT32, IMAGE)
                .longs("rows", 1, 3, 64)
                .node("Reshape", List.of("x", "rows"), List.of("a"), Map.of())
                .node("Transpose", List.of("a"), List.of("t"), Map.of("perm", new long[] {0, 2, 1}))
                .longs("zero", 0)
                .longs("two", 2)
                .node("Slice", List.of("t", "zero", "two", "two"), List.of("s"), Map.of())
                .node("Concat", List.of("t", "s"), List.of("c"), Map.of("axis", 2L))
                .longs("parts", 2, 3)
                .node("Split", List.of("c", "parts"), List.of("s1", "s2"), Map.of("axis", 2L))
                .node("Sigmoid", List.of("s1"), List.of("g"), Map.of())
                .node("Gather", List.of("s2", "zero"), List.of("h"), Map.of("axis", 2L))
                .node("Mul", List.of("g", "h"), List.of("m"), Map.of())
                .longs("one", 1)
                .node("Unsqueeze", List.of("m", "one"), List.of("u"), Map.of())
                .node("Squeeze", List.of("u", "one"), List.of("q"), Map.of())
                .node("ReduceMean", List.of("q"), List.of("e"), Map.of("axes", new long[] {1}, "keepdims", 1L))
                .node("Sub", List.of("q", "e"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(1, 64, 2));
    }

    private static TinyOnnx upsampling() {
        return new TinyOnnx()
                .input("x", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 3, 8, 8))
                .weights("w", Shape.of(3, 2, 2, 2), numbers(24))
                .node(
                        "ConvTranspose",
                        List.of("x", "w"),
                        List.of("c"),
                        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}))
                .weights("scales", Shape.of(4), new float[] {1, 1, 2, 2})
                .node(
                        "Resize",
                        List.of("c", "", "scales"),
                        List.of("u"),
                        Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric"))
                .longs("pads", 0, 0, 1, 1, 0, 0, 1, 1)
                .node("Pad", List.of("u", "pads"), List.of("p"), Map.of("mode", "constant"))
                .node("LeakyRelu", List.of("p"), List.of("l"), Map.of("alpha", 0.1f))
                .node("ArgMax", List.of("l"), List.of("m"), Map.of("axis", 1L, "keepdims", 1L))
                .node("Cast", List.of("m"), List.of("f"), Map.of("to", DataType.FLOAT32))
                .node("Add", List.of("l", "f"), List.of("y"), Map.of())
                .output("y", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 2, 34, 34));
    }

    private static TinyMxnet mxnetConvolution() {
        Map<String, String> convolution =
                Map.of("kernel", "(3, 3)", "stride", "(1, 1)", "pad", "(1, 1)", "num_filter", "4", "num_group", "1");
        return new TinyMxnet()
                .variable("data", Shape.of(Shape.DYNAMIC, 3, 8, 8))
                .weights("c_weight", Shape.of(4, 3, 3, 3), numbers(108))
                .weights("c_bias", Shape.of(4), numbers(4))
                .node("Convolution", "c", List.of("data", "c_weight", "c_bias"), convolution)
                .weights("n_gamma", Shape.of(4), numbers(4))
                .weights("n_beta", Shape.of(4), numbers(4))
                .weights("n_moving_mean", Shape.of(4), numbers(4))
                .weights("n_moving_var", Shape.of(4), numbers(4))
                .node(
                        "BatchNorm",
                        "n",
                        List.of("c", "n_gamma", "n_beta", "n_moving_mean", "n_moving_var"),
                        Map.of("eps", "0.001"))
                .node("Activation", "r", List.of("n"), Map.of("act_type", "relu"))
                .node("Pooling", "p", List.of("r"), Map.of("kernel", "(2, 2)", "stride", "(2, 2)", "pool_type", "max"))
                .node("Dropout", "d", List.of("p"), Map.of("p", "0.5"))
                .node("SliceChannel", "s", List.of("d"), Map.of("num_outputs", "2", "axis", "1"))
                .node("Concat", "j", List.of("s", "d"), Map.of("num_args", "2", "dim", "1"))
                .node("Reshape", "f", List.of("j"), Map.of("shape", "(0, -1)"))
                .weights("fc_weight", Shape.of(5, 96), numbers(480))
                .weights("fc_bias", Shape.of(5), numbers(5))
                .node("FullyConnected", "fc", List.of("f", "fc_weight", "fc_bias"), Map.of("num_hidden", "5"))
                .node("SoftmaxOutput", "prob", List.of("fc", "fc"), Map.of())
                .head("prob")
                .head("s", 1);
    }

    private static TinyMxnet mxnetShapes() {
        return new TinyMxnet()
                .variable("data", Shape.of(Shape.DYNAMIC, 3, 8, 8))
                .weights("w_weight", Shape.of(3, 2, 2, 2), numbers(24))
                .node(
                        "Deconvolution",
                        "d",
                        List.of("data", "w_weight"),
                        Map.of("kernel", "(2, 2)", "stride", "(2, 2)", "num_filter", "2", "no_bias", "True"))
                .node("UpSampling", "u", List.of("d"), Map.of("scale", "2", "sample_type", "nearest", "num_args", "1"))
                .node("transpose", "t", List.of("u"), Map.of("axes", "(0, 2, 3, 1)"))
                .node("slice_axis", "s", List.of("t"), Map.of("axis", "3", "begin", "0", "end", "1"))
                .node("broadcast_add", "b", List.of("t", "s"), Map.of())
                .node("expand_dims", "e", List.of("b"), Map.of("axis", "1"))
                .node("mean", "m", List.of("e"), Map.of("axis", "(2, 3)", "keepdims", "True"))
                .node("topk", "k", List.of("s"), Map.of("axis", "1", "k", "2", "ret_typ", "both"))
                .node("Flatten", "f", List.of("m"), Map.of())
                .node("softmax", "prob", List.of("f"), Map.of("axis", "-1"))
                .head("prob")
                .head("k", 1);
    }
}
