package dev.visiontask.backend.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;

/**
 * Replaces the loss layers that end a network in training by what they compute forwards. A loss takes a second input, the
 * labels of the training pictures, which nobody has when the network is used; without the loss that input is gone too.
 */
final class MxnetLoss {
    private MxnetLoss() {}

    /** Does nothing to other operators. */
    static void replace(JsonObject node) {
        switch (node.get("op").getAsString()) {
            case "SoftmaxOutput", "Softmax" -> replaceSoftmax(node);
            case "LogisticRegressionOutput" -> replace(node, "sigmoid", Map.of());
            case "LinearRegressionOutput", "MAERegressionOutput", "SVMOutput" -> replace(node, "_copy", Map.of());
            default -> {}
        }
    }

    /** The loss normalises over axis 1, over the last axis, or over all but the first. */
    private static void replaceSoftmax(JsonObject node) {
        Map<String, String> attributes = MxnetAttributes.of(node);
        if (isTrue(attributes, "multi_output")) {
            replace(node, "softmax", Map.of("axis", "1"));
        } else if (isTrue(attributes, "preserve_shape")) {
            replace(node, "softmax", Map.of("axis", "-1"));
        } else {
            replace(node, "SoftmaxActivation", Map.of("mode", "instance"));
        }
    }

    private static boolean isTrue(Map<String, String> attributes, String key) {
        String value = attributes.getOrDefault(key, "False");
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    private static void replace(JsonObject node, String op, Map<String, String> attributes) {
        MxnetAttributes.replace(node, op, attributes);
        JsonArray first = new JsonArray();
        first.add(node.getAsJsonArray("inputs").get(0));
        node.add("inputs", first);
    }
}
