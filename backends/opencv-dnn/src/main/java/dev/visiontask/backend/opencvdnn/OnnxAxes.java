package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether the axes and channels that an operator speaks of are there, as far as the shape of its input is known. */
final class OnnxAxes {
    private final OnnxNode node;
    private final List<Long> input;
    private final OnnxShapes shapes;
    private final Function<String, @Nullable OnnxTensor> constants;

    private OnnxAxes(
            OnnxNode node, List<Long> input, OnnxShapes shapes, Function<String, @Nullable OnnxTensor> constants) {
        this.node = node;
        this.input = input;
        this.shapes = shapes;
        this.constants = constants;
    }

    static void check(OnnxNode node, OnnxShapes shapes, Function<String, @Nullable OnnxTensor> constants)
            throws MalformedOnnxException {
        List<Long> input = node.has(0) ? shapes.of(node.inputs().get(0)) : null;
        if (input != null) {
            new OnnxAxes(node, input, shapes, constants).check();
        }
    }

    private void check() throws MalformedOnnxException {
        if (node.is("Conv", "ConvTranspose")) {
            convolution();
        } else if (node.is("BatchNormalization", "InstanceNormalization")) {
            channels(shapes.of(node.inputs().get(1)));
        } else if (!node.is("GatherElements", "OneHot", "Upsample", "Resize", "Pad", "Slice")) {
            axes();
        }
    }

    private void convolution() throws MalformedOnnxException {
        List<Long> weights = shapes.of(node.inputs().get(1));
        if (weights == null) {
            return;
        }
        if (weights.size() != input.size()) {
            throw misfit("an input of " + weights.size() + " dimensions, as the weights " + weights + " have");
        }
        OnnxAttribute group = node.attributes().get("group");
        long groups = group == null || group.number() == null ? 1 : group.number();
        long expected = node.is("Conv") ? weights.get(1) * groups : weights.get(0);
        if (input.get(1) != Shape.DYNAMIC && input.get(1) != expected) {
            throw misfit("an input of " + expected + " channels, as the weights " + weights + " for " + groups
                    + " groups take");
        }
    }

    private void channels(@Nullable List<Long> weights) throws MalformedOnnxException {
        boolean fits = weights == null
                || (input.size() >= 2
                        && (input.get(1) == Shape.DYNAMIC || input.get(1).equals(weights.get(0))));
        if (!fits) {
            throw misfit("an input with " + weights + " channels");
        }
    }

    private void axes() throws MalformedOnnxException {
        List<Long> axes = new ArrayList<>();
        for (String name : List.of("axis", "axes")) {
            OnnxAttribute attribute = node.attributes().get(name);
            if (attribute != null) {
                axes.addAll(attribute.number() == null ? attribute.ints() : List.of(attribute.number()));
            }
        }
        boolean takesAxes = node.operator().startsWith("Reduce") || node.is("Squeeze", "Unsqueeze");
        OnnxTensor given =
                takesAxes && node.has(1) ? constants.apply(node.inputs().get(1)) : null;
        if (given != null && given.longs() != null) {
            axes.addAll(given.longs());
        }
        // Flatten may say the end; Unsqueeze counts the dimensions that it makes.
        int rank = input.size() + (node.is("Unsqueeze") ? axes.size() : 0);
        int last = node.is("Flatten") ? rank : rank - 1;
        for (long axis : axes) {
            if (axis < -rank || axis > last) {
                throw misfit("axes from " + -rank + " to " + last + ", not " + axes);
            }
        }
        if (axes.stream().distinct().count() != axes.size()) {
            throw misfit("axes that are not the same, not " + axes);
        }
    }

    private MalformedOnnxException misfit(String expected) {
        return new MalformedOnnxException("the node " + node.shown() + " on " + input + ", expected " + expected);
    }
}
