package dev.visiontask.backend.opencvdnn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many inputs the operators of ONNX take: OpenCV asks for the ones that it needs without a look whether they are there. */
final class OnnxArity {
    private static final int ANY = Integer.MAX_VALUE;

    private record Range(int least, int most) {}

    private static final Map<String, Range> INPUTS = new HashMap<>();

    static {
        put(0, 0, "Constant", "RandomNormal", "RandomUniform");
        put(
                1,
                1,
                ("Abs Acos Acosh ArgMax ArgMin Asin Asinh Atan Atanh AveragePool Cast Ceil ConstantOfShape Cos Cosh"
                                + " DepthToSpace Elu Erf Exp EyeLike Flatten Floor Gelu GlobalAveragePool GlobalLpPool"
                                + " GlobalMaxPool HardSigmoid HardSwish Hardmax Identity IsNaN LRN LeakyRelu Log LogSoftmax"
                                + " LpNormalization LpPool MaxPool MeanVarianceNormalization Mish Neg NonZero Not Reciprocal Relu"
                                + " Round Selu Shape Sigmoid Sign Sin Sinh Size Softmax Softplus Softsign SpaceToDepth Sqrt Tan"
                                + " Tanh ThresholdedRelu Transpose Celu")
                        .split(" "));
        put(
                2,
                2,
                ("Add And BitShift Div Equal Expand Gather GatherElements GatherND Greater GreaterOrEqual Less"
                                + " LessOrEqual MatMul Mod Mul Or CumSum PRelu Pow ReverseSequence Sub Tile Xor MaxRoiPool Compress")
                        .split(" "));
        put(
                1,
                2,
                ("Reshape Squeeze Unsqueeze Split Upsample ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax"
                                + " ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Trilu")
                        .split(" "));
        put(1, 3, "Pad", "Clip", "Dropout");
        put(2, 3, "Conv", "ConvTranspose", "Gemm", "QuantizeLinear", "DequantizeLinear", "LayerNormalization", "TopK");
        put(1, 4, "Resize");
        put(1, 5, "Slice");
        put(
                3,
                3,
                "Where",
                "Range",
                "InstanceNormalization",
                "ScatterElements",
                "Scatter",
                "ScatterND",
                "OneHot",
                "RoiAlign");
        put(5, 5, "BatchNormalization");
        put(8, 9, "QLinearConv");
        put(8, 8, "QLinearMatMul");
        put(3, 8, "LSTM");
        put(3, 5, "Attention");
        put(3, 6, "GRU", "RNN");
        put(1, ANY, "Concat", "Sum", "Max", "Min", "Mean", "Einsum");
    }

    private OnnxArity() {}

    private static void put(int least, int most, String... operators) {
        for (String operator : List.of(operators)) {
            INPUTS.put(operator, new Range(least, most));
        }
    }

    /** An operator that is not in the list is let through: OpenCV says by itself that it does not know it. */
    static void check(OnnxNode node) throws MalformedOnnxException {
        Range range = INPUTS.getOrDefault(node.operator(), new Range(0, ANY));
        long given = node.inputs().size();
        boolean isMissing = false;
        for (int i = 0; i < range.least(); i++) {
            isMissing |= !node.has(i);
        }
        if (isMissing || given > range.most()) {
            throw new MalformedOnnxException(
                    "the node " + node.shown() + " with the inputs " + node.inputs() + ", expected at least "
                            + range.least() + (range.most() == ANY ? "" : " and at most " + range.most()));
        }
    }
}
