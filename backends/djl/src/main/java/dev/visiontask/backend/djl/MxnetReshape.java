package dev.visiontask.backend.djl;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Replaces {@code Reshape} by its successor. The old operator of MXNet 1.9 does not check that both shapes have the same
 * number of elements, and copies beyond the end of the smaller array: a network whose reshape fixes the batch size to 1
 * destroys the memory of the process when it gets two pictures. The new one checks. They differ in how they write what is
 * copied, inferred, merged and split.
 */
final class MxnetReshape {
    private MxnetReshape() {}

    static void replace(JsonObject node) {
        Map<String, String> attributes = MxnetAttributes.of(node);
        String shape = attributes.get("shape");
        if (shape == null || shape.replaceAll("[()\\[\\]\\s,]", "").isEmpty()) {
            // Files of before 2016 use target_shape, which is checked.
            return;
        }
        String dims = Arrays.stream(shape.replaceAll("[()\\[\\]\\s]", "").split(","))
                .map(MxnetReshape::translated)
                .collect(Collectors.joining(", ", "(", ",)"));
        String reverse = attributes.getOrDefault("reverse", "False");
        MxnetAttributes.replace(node, "_npx_reshape", Map.of("newshape", dims, "reverse", reverse));
    }

    /** Copy one, infer, copy the rest, merge two, split in two; other numbers are sizes. */
    private static String translated(String dim) {
        return switch (dim) {
            case "0" -> "-2";
            case "-2" -> "-4";
            case "-3" -> "-5";
            case "-4" -> "-6";
            default -> dim;
        };
    }
}
