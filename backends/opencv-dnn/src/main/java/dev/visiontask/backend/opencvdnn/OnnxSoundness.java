package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether OpenCV survives a graph. Its importer and its layers look for most mistakes and throw, but not for all: for
 * the others the process ends. Those are found here: names that nothing has, operators without their inputs, sizes and
 * strides of 0, weights that do not fit their operator.
 */
final class OnnxSoundness {
    private static final int MAX_EDGE = 1 << 15;
    private static final int MAX_AXIS = 16;

    /** Sizes of windows: at least 1. */
    private static final Set<String> SIZES = Set.of("kernel_shape", "strides", "dilations");

    /** Attributes that are whole numbers, or lists of them. */
    private static final Set<String> WHOLE =
            Set.of("axis", "axes", "perm", "batch_dims", "group", "blocksize", "hidden_size", "split", "num_outputs");

    private final Map<String, OnnxTensor> constants = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, TensorInfo> declared = new HashMap<>();
    private final OnnxShapes shapes = new OnnxShapes(constants::get);

    /** The tensors that OpenCV knows when it has read the file. */
    private final Set<String> folded = new HashSet<>();

    private final Set<String> domains;

    OnnxSoundness(Set<String> domains) {
        this.domains = domains;
    }

    void check(List<TensorInfo> inputs, List<TensorInfo> outputs, List<OnnxTensor> weights, List<OnnxNode> nodes)
            throws MalformedOnnxException {
        for (OnnxTensor tensor : weights) {
            if (tensor.name().isEmpty()) {
                throw new MalformedOnnxException("a tensor of the dimensions " + tensor.dims() + " without a name");
            }
            if (constants.put(tensor.name(), tensor) != null) {
                throw new MalformedOnnxException("two tensors named " + OnnxTensor.shown(tensor.name()));
            }
        }
        known.addAll(constants.keySet());
        folded.addAll(constants.keySet());
        Set<String> names = new HashSet<>();
        for (TensorInfo input : inputs) {
            if (!names.add(input.name()) || input.name().isEmpty()) {
                throw new MalformedOnnxException("two inputs named \"" + OnnxTensor.shown(input.name()) + "\"");
            }
        }
        known.addAll(names);
        for (TensorInfo input : inputs) {
            shapes.declare(input.name(), input.shape());
            declared.put(input.name(), input);
        }
        declared.keySet().removeAll(constants.keySet());
        for (OnnxNode node : nodes) {
            check(node);
        }
        for (TensorInfo output : outputs) {
            if (!known.contains(output.name())) {
                throw new MalformedOnnxException(
                        "the output " + OnnxTensor.shown(output.name()) + ", which no node of the graph computes");
            }
        }
    }

    private void check(OnnxNode node) throws MalformedOnnxException {
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !known.contains(input)) {
                throw new MalformedOnnxException("the node " + node.shown() + " with the input "
                        + OnnxTensor.shown(input) + ", which is no input of the graph, no weight and no output of an"
                        + " earlier node");
            }
        }
        if (node.outputs().isEmpty() || node.outputs().get(0).isEmpty()) {
            throw new MalformedOnnxException("the node " + node.shown() + " without an output");
        }
        OnnxOperators.check(node, domains);
        OnnxArity.check(node);
        OnnxOperators.checkConstants(node, folded);
        for (OnnxAttribute attribute : node.attributes().values()) {
            check(node, attribute);
        }
        OnnxWeights.check(node, constants::get);
        if (node.is("Conv", "ConvTranspose", "Gemm", "MatMul")) {
            checkInput(node, declared.get(node.inputs().get(0)));
        }
        OnnxAxes.check(node, shapes, constants::get);
        OnnxValues.check(node, shapes, constants::get);
        shapes.follow(node);
        for (String output : node.outputs()) {
            if (!output.isEmpty() && !known.add(output)) {
                throw new MalformedOnnxException("two tensors named " + OnnxTensor.shown(output));
            }
        }
        boolean isFolded = OnnxOperators.folds(node) && folded.containsAll(node.inputs());
        if (isFolded || node.is("Constant", "Shape")) {
            folded.addAll(node.outputs());
        }
        OnnxAttribute value = node.attributes().get("value");
        if (node.is("Constant") && value != null && value.tensor() != null) {
            constants.put(node.outputs().get(0), value.tensor());
        }
    }

    /** OpenCV takes an open number of channels for none, and bytes for the floats of its weights. */
    private static void checkInput(OnnxNode node, @Nullable TensorInfo input) throws MalformedOnnxException {
        if (input == null) {
            return;
        }
        boolean isOpen = node.is("Conv", "ConvTranspose")
                && input.shape().rank() >= 2
                && input.shape().dim(1) == Shape.DYNAMIC;
        if (isOpen || input.type() == DataType.INT8 || input.type() == DataType.UINT8) {
            throw new MalformedOnnxException("the node " + node.shown() + " on the input " + input + ", expected floats"
                    + (isOpen ? " and a fixed number of channels" : ""));
        }
    }

    private static void check(OnnxNode node, OnnxAttribute attribute) throws MalformedOnnxException {
        String name = attribute.name();
        if (WHOLE.contains(name)
                && attribute.number() == null
                && attribute.ints().isEmpty()) {
            throw new MalformedOnnxException("the node " + node.shown() + " with " + name + " of no whole number");
        }
        if (SIZES.contains(name)) {
            requireRange(node, attribute, attribute.ints(), 1, MAX_EDGE);
        } else if (name.equals("pads") && !node.is("Pad")) {
            requireRange(node, attribute, attribute.ints(), 0, MAX_EDGE);
        } else if (name.equals("output_padding") || name.equals("output_shape")) {
            requireRange(node, attribute, attribute.ints(), 0, MAX_EDGE);
        } else if (name.equals("axis") || name.equals("axes") || name.equals("perm") || name.equals("batch_dims")) {
            requireRange(node, attribute, numbers(attribute), -MAX_AXIS, MAX_AXIS);
        } else if (name.equals("group") || name.equals("blocksize") || name.equals("hidden_size")) {
            requireRange(node, attribute, numbers(attribute), 1, MAX_EDGE);
        } else if (name.equals("split") || name.equals("num_outputs")) {
            requireRange(node, attribute, numbers(attribute), 1, Integer.MAX_VALUE);
        }
        if (name.equals("perm") && !isPermutation(attribute.ints())) {
            throw new MalformedOnnxException("the node " + node.shown() + " with perm " + attribute.ints()
                    + ", which is no order of the dimensions");
        }
    }

    private static List<Long> numbers(OnnxAttribute attribute) {
        return attribute.number() == null ? attribute.ints() : List.of(attribute.number());
    }

    private static void requireRange(OnnxNode node, OnnxAttribute attribute, List<Long> numbers, long low, long high)
            throws MalformedOnnxException {
        for (long number : numbers) {
            if (number < low || number > high) {
                throw new MalformedOnnxException("the node " + node.shown() + " with " + attribute.name() + " "
                        + numbers + ", expected numbers from " + low + " to " + high);
            }
        }
    }

    private static boolean isPermutation(List<Long> numbers) {
        Set<Long> seen = new HashSet<>(numbers);
        return seen.size() == numbers.size()
                && numbers.stream().allMatch(number -> number >= 0 && number < numbers.size());
    }
}
