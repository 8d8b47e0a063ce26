package dev.visiontask.backend.opencvdnn;

import java.util.Map;
import java.util.Set;

/**
 * The operators that OpenCV 4.9 reads from ONNX files, and what it does with constants and left out inputs. The lists
 * follow {@code onnx_importer.cpp}: every other operator goes to a layer of OpenCV that happens to have the same name, with
 * parameters that nobody checked.
 */
final class OnnxOperators {
    private static final String ONNX = "ai.onnx";
    private static final String MICROSOFT = "com.microsoft";

    /** Computed when the file is read if all inputs are constants. */
    private static final Set<String> FOLDED =
            words("Add And Cast Concat ConstantFill ConstantOfShape DequantizeLinear Div"
                    + " Equal Expand Flatten Gather GatherElements Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or"
                    + " Pow QuantizeLinear Range Reshape Scatter ScatterElements ScatterND Slice Squeeze Sub Sum Tile Transpose"
                    + " Unsqueeze Where Xor Acos Acosh Asin Asinh Atan Atanh Ceil Celu Cos Cosh Dropout Erf Exp Floor HardSigmoid"
                    + " HardSwish Identity Log Round Reciprocal Selu Sign Sigmoid Sin Sinh Softplus Softsign Shrink Sqrt Tan"
                    + " ThresholdedRelu Gelu GeluApproximation");

    /** Take a constant in the place of the image. */
    private static final Set<String> TAKE_CONSTANTS = words("Einsum Gemm MatMul QLinearAdd QLinearConcat QLinearMul");

    private static final Set<String> OTHER = words("ArgMax ArgMin MaxUnpool MaxPool AveragePool GlobalAveragePool"
            + " GlobalMaxPool ReduceMax ReduceMin ReduceMean ReduceSum ReduceSumSquare ReduceProd ReduceL1 ReduceL2"
            + " ReduceLogSum ReduceLogSumExp Split Neg Constant LSTM GRU ImageScaler Clip LeakyRelu Relu Elu Tanh Abs PRelu"
            + " LRN InstanceNormalization BatchNormalization Conv ConvTranspose Pad Shape Resize Upsample SoftMax Softmax"
            + " LogSoftmax CumSum SpaceToDepth DepthToSpace LayerNormalization TopK Hardmax GatherND QLinearConv"
            + " QLinearMatMul Attention");

    private static final Set<String> MICROSOFT_ONES = words("QLinearAdd QLinearMul QLinearAveragePool"
            + " QLinearGlobalAveragePool QLinearLeakyRelu QLinearSigmoid QLinearConcat QGemm QLinearSoftmax Attention");

    /** The inputs that may be left out by an empty name; anywhere else OpenCV reads a tensor without numbers. */
    private static final Map<String, Set<Integer>> OPTIONAL = Map.of(
            "Resize", Set.of(1, 2),
            "Clip", Set.of(1, 2),
            "Dropout", Set.of(1, 2),
            "Pad", Set.of(2),
            "Slice", Set.of(3, 4),
            "LSTM", Set.of(3, 4, 5, 6, 7),
            "GRU", Set.of(4));

    private OnnxOperators() {}

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    /** Whether all of its inputs may be constants, which makes its output one. */
    static boolean folds(OnnxNode node) {
        return FOLDED.contains(node.operator());
    }

    static void check(OnnxNode node, Set<String> domains) throws MalformedOnnxException {
        boolean isStandard = node.domain().isEmpty() || node.domain().equals(ONNX);
        String domain = isStandard ? ONNX : node.domain();
        Set<String> others = domain.equals(MICROSOFT) ? MICROSOFT_ONES : Set.of();
        boolean isRead = isStandard ? isOfOnnx(node.operator()) : others.contains(node.operator());
        if (!isRead) {
            throw new MalformedOnnxException("the node " + node.shown() + " of the operator "
                    + OnnxTensor.shown(node.operator()) + " of the domain " + OnnxTensor.shown(domain)
                    + ", which OpenCV does not read");
        }
        if (!domains.contains(domain)) {
            throw new MalformedOnnxException("the node " + node.shown() + " of the domain " + OnnxTensor.shown(domain)
                    + ", expected a version of it among the opset_import " + domains);
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            if (!node.has(i)
                    && !OPTIONAL.getOrDefault(node.operator(), Set.of()).contains(i)) {
                throw new MalformedOnnxException("the node " + node.shown() + " without a name for its input " + i);
            }
        }
    }

    private static boolean isOfOnnx(String operator) {
        return FOLDED.contains(operator) || TAKE_CONSTANTS.contains(operator) || OTHER.contains(operator);
    }

    /** The layer of an operator whose image is a constant would have no input. */
    static void checkConstants(OnnxNode node, Set<String> constants) throws MalformedOnnxException {
        if (!node.has(0) || !constants.contains(node.inputs().get(0)) || node.is("Shape")) {
            return;
        }
        if (!folds(node) && !TAKE_CONSTANTS.contains(node.operator())) {
            throw new MalformedOnnxException("the node " + node.shown() + " on the constant "
                    + OnnxTensor.shown(node.inputs().get(0)) + ", expected an input that depends on the image");
        }
    }
}
