package dev.visiontask.backend.djl;

import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many outputs a node has. MXNet looks the output of an input up without a look whether it is there. Operators that
 * are not listed have one, as all but a few have.
 */
final class MxnetOutputs {
    private static final Map<String, Integer> SEVERAL = Map.ofEntries(
            Map.entry("BatchNorm", 3),
            Map.entry("BatchNorm_v1", 3),
            Map.entry("CuDNNBatchNorm", 3),
            Map.entry("_contrib_SyncBatchNorm", 3),
            Map.entry("InstanceNorm", 3),
            Map.entry("LayerNorm", 3),
            Map.entry("GroupNorm", 3),
            Map.entry("L2Normalization", 2),
            Map.entry("LRN", 2),
            Map.entry("Dropout", 2),
            Map.entry("moments", 2),
            Map.entry("MultiBoxTarget", 3),
            Map.entry("_contrib_MultiBoxTarget", 3),
            Map.entry("_contrib_box_nms", 2),
            Map.entry("_contrib_box_non_maximum_suppression", 2),
            Map.entry("_contrib_bipartite_matching", 2),
            Map.entry("_contrib_quantize", 3),
            Map.entry("_contrib_quantize_v2", 3),
            Map.entry("_contrib_requantize", 3),
            Map.entry("_contrib_quantized_conv", 3),
            Map.entry("_contrib_quantized_fully_connected", 3),
            Map.entry("_contrib_quantized_pooling", 3),
            Map.entry("_contrib_quantized_act", 3),
            Map.entry("_contrib_quantized_flatten", 3),
            Map.entry("_contrib_quantized_concat", 3),
            Map.entry("_contrib_quantized_elemwise_add", 3),
            Map.entry("_contrib_box_encode", 2),
            Map.entry("_linalg_gelqf", 2),
            Map.entry("_linalg_syevd", 2),
            Map.entry("_linalg_slogdet", 2));

    private MxnetOutputs() {}

    static int count(JsonObject node) {
        String op = node.get("op").getAsString();
        Map<String, String> attributes = MxnetAttributes.of(node);
        return switch (op) {
            case "SliceChannel", "split" -> number(attributes.get("num_outputs"), 1);
            case "_split_v2" -> sections(attributes);
            case "topk" -> "both".equals(attributes.get("ret_typ")) ? 2 : 1;
            case "RNN" -> "True".equals(attributes.get("state_outputs")) ? 3 : 1;
            case "Proposal", "_contrib_Proposal", "_contrib_MultiProposal", "MultiProposal" ->
                "True".equals(attributes.get("output_score")) ? 2 : 1;
            default -> SEVERAL.getOrDefault(op, 1);
        };
    }

    /** Equal sections, or one more than places to cut at. */
    private static int sections(Map<String, String> attributes) {
        int equal = number(attributes.get("sections"), 0);
        String places = attributes.getOrDefault("indices", "()").replaceAll("[()\\[\\]\\s]", "");
        // The list starts with 0.
        return equal > 0 ? equal : Math.max(1, places.split(",").length);
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Math.max(1, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
