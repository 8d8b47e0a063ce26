package dev.visiontask.backend.djl;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many inputs the operators of MXNet take. MXNet reaches for the ones that an operator needs without a look whether
 * the file gives them.
 */
final class MxnetArity {
    private static final Set<String> NONE =
            Set.of("null", "_zeros", "_ones", "_full", "_arange", "_eye", "_linspace", "_random_uniform");

    private static final Set<String> ONE =
            Set.of(("Activation Flatten Reshape reshape Pooling Pooling_v1 Dropout SliceChannel split _split_v2 softmax"
                            + " log_softmax SoftmaxActivation transpose SwapAxis expand_dims squeeze slice_axis slice clip"
                            + " mean sum max min prod norm argmax argmin topk sort argsort relu sigmoid tanh exp log sqrt"
                            + " square abs negative _copy identity Cast cast LRN L2Normalization BlockGrad"
                            + " _plus_scalar _minus_scalar _rminus_scalar _mul_scalar _div_scalar _rdiv_scalar"
                            + " _power_scalar _maximum_scalar _minimum_scalar _greater_scalar _lesser_scalar"
                            + " _equal_scalar _PlusScalar _MinusScalar _MulScalar _DivScalar Pad pad tile repeat flip"
                            + " reverse space_to_depth depth_to_space zeros_like ones_like shape_array"
                            + " _contrib_MultiBoxPrior MultiBoxPrior _contrib_box_nms _contrib_AdaptiveAvgPooling2D"
                            + " _contrib_BilinearResize2D _npx_reshape hard_sigmoid softsign erf floor ceil round")
                    .split(" "));

    private static final Set<String> TWO =
            Set.of(("broadcast_add broadcast_plus broadcast_sub broadcast_minus broadcast_mul broadcast_div"
                            + " broadcast_power broadcast_maximum broadcast_minimum broadcast_greater broadcast_lesser"
                            + " broadcast_equal broadcast_like elemwise_add elemwise_sub elemwise_mul elemwise_div _plus _Plus"
                            + " _minus _Minus _mul _Mul _div _Div _maximum _minimum _power dot batch_dot take pick"
                            + " Embedding slice_like reshape_like ROIPooling _contrib_ROIAlign gather_nd"
                            + " GridGenerator BilinearSampler SequenceMask")
                    .split(" "));

    private static final Set<String> THREE = Set.of(
            "InstanceNorm", "LayerNorm", "GroupNorm", "where", "_contrib_MultiBoxDetection", "MultiBoxDetection");

    /** With a bias as the last input, which an attribute leaves out. */
    private static final Map<String, String> WITH_BIAS = Map.of(
            "Convolution", "False", "Convolution_v1", "False", "FullyConnected", "False", "Deconvolution", "True");

    private static final Set<String> COUNTED =
            Set.of("Concat", "concat", "add_n", "ElementWiseSum", "stack", "UpSampling", "Crop");

    private MxnetArity() {}

    /** What is wrong with the number of inputs, for messages; null if nothing is, or if the operator is not known here. */
    static @Nullable String fault(JsonObject node) {
        String op = node.get("op").getAsString();
        int found = node.getAsJsonArray("inputs").size();
        int expected = expected(op, MxnetAttributes.of(node));
        boolean fits = expected < 0 || found == expected;
        if (op.equals("BatchNorm") || op.equals("BatchNorm_v1")) {
            // Files of before 2017 leave the two moving ones out; MXNet adds them.
            fits = found == 5 || found == 3;
            expected = 5;
        }
        if (fits && found == 0 && !NONE.contains(op) && expected < 0 && !op.startsWith("_")) {
            return "inputs";
        }
        return fits ? null : expected + (expected == 1 ? " input" : " inputs");
    }

    private static int expected(String op, Map<String, String> attributes) {
        if (NONE.contains(op)) {
            return 0;
        } else if (ONE.contains(op)) {
            return 1;
        } else if (TWO.contains(op)) {
            return 2;
        } else if (THREE.contains(op)) {
            return 3;
        } else if (WITH_BIAS.containsKey(op)) {
            String none = attributes.getOrDefault("no_bias", WITH_BIAS.get(op));
            return none.equalsIgnoreCase("true") || none.equals("1") ? 2 : 3;
        } else if (op.equals("LeakyReLU")) {
            return "prelu".equals(attributes.get("act_type")) ? 2 : 1;
        } else if (COUNTED.contains(op)) {
            return counted(op, attributes);
        }
        return -1;
    }

    private static int counted(String op, Map<String, String> attributes) {
        if (op.equals("UpSampling") && "bilinear".equals(attributes.get("sample_type"))) {
            return 2;
        }
        try {
            return Integer.parseInt(attributes.getOrDefault("num_args", "1").strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
