package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the tensors of a graph as far as they follow from its inputs and weights without running it: enough to
 * see whether channels and axes fit. What is not known is left open, never guessed.
 */
final class OnnxShapes {
    private static final long OPEN = Shape.DYNAMIC;

    /** Operators whose output has the shape of their first input. */
    private static final Set<String> SAME =
            Set.of(("Relu Sigmoid Tanh LeakyRelu Elu Selu Clip Softmax LogSoftmax BatchNormalization"
                            + " InstanceNormalization Identity Cast Dropout Abs Exp Log Sqrt Neg Floor Ceil Round Erf"
                            + " HardSigmoid HardSwish Mish Softplus Softsign LRN Celu Gelu Not Reciprocal Sin Cos PRelu"
                            + " QuantizeLinear DequantizeLinear LayerNormalization")
                    .split(" "));

    private static final Set<String> WINDOWS = Set.of("MaxPool", "AveragePool", "LpPool", "Upsample", "Resize");
    private static final Set<String> GLOBAL = Set.of("GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool");
    private static final Set<String> BROADCAST = Set.of("Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Sum", "Mean");

    private final Map<String, List<Long>> shapes = new HashMap<>();
    private final Function<String, @Nullable OnnxTensor> constants;

    OnnxShapes(Function<String, @Nullable OnnxTensor> constants) {
        this.constants = constants;
    }

    void declare(String name, Shape shape) {
        if (shape.isKnown()) {
            List<Long> dims = new ArrayList<>();
            for (long dim : shape.toArray()) {
                dims.add(dim);
            }
            shapes.put(name, dims);
        }
    }

    /** The dimensions, open ones as {@link Shape#DYNAMIC}; null if not even their number is known. */
    @Nullable
    List<Long> of(String name) {
        OnnxTensor constant = constants.apply(name);
        return constant == null ? shapes.get(name) : constant.dims();
    }

    /** Notes the shapes of the node's outputs. */
    void follow(OnnxNode node) {
        List<Long> first = node.has(0) ? of(node.inputs().get(0)) : null;
        if (first == null) {
            return;
        }
        List<Long> found = output(node, first);
        if (found != null) {
            boolean all = node.is("Split");
            for (String output : all ? node.outputs() : node.outputs().subList(0, 1)) {
                shapes.put(output, found);
            }
        }
    }

    private @Nullable List<Long> output(OnnxNode node, List<Long> first) {
        String operator = node.operator();
        if (SAME.contains(operator)) {
            return first;
        } else if (WINDOWS.contains(operator)) {
            return first.size() < 3 ? null : channels(first, operator.endsWith("Pool") ? first.get(1) : kept(first));
        } else if (GLOBAL.contains(operator)) {
            return first.size() < 3 ? null : ones(first);
        } else if (BROADCAST.contains(operator)) {
            return broadcast(node);
        }
        return switch (operator) {
            case "Conv", "ConvTranspose" -> convolution(node, first);
            case "Transpose" -> transposed(node, first);
            case "Flatten" -> List.of(OPEN, OPEN);
            case "Reshape" -> reshaped(node);
            case "Concat" -> joined(node, first);
            case "Slice", "Pad", "Split" -> Collections.nCopies(first.size(), OPEN);
            case "Gemm" -> List.of(OPEN, OPEN);
            case "Squeeze" -> ofRank(node, first.size(), -1);
            case "Unsqueeze" -> ofRank(node, first.size(), 1);
            case "Tile" -> Collections.nCopies(first.size(), OPEN);
            case "Gather", "MatMul" -> two(node, first);
            default -> null;
        };
    }

    /** Enlarging keeps the channels in every model that there is, but need not. */
    private static long kept(List<Long> first) {
        return first.size() == 4 ? first.get(1) : OPEN;
    }

    private static List<Long> channels(List<Long> first, long channels) {
        List<Long> dims = new ArrayList<>(Collections.nCopies(first.size(), OPEN));
        dims.set(0, first.get(0));
        dims.set(1, channels);
        return dims;
    }

    private static List<Long> ones(List<Long> first) {
        List<Long> dims = new ArrayList<>(Collections.nCopies(first.size(), 1L));
        dims.set(0, first.get(0));
        dims.set(1, first.get(1));
        return dims;
    }

    private @Nullable List<Long> convolution(OnnxNode node, List<Long> first) {
        List<Long> weights = of(node.inputs().get(1));
        if (weights == null || weights.size() < 3 || first.size() != weights.size()) {
            return null;
        }
        OnnxAttribute group = node.attributes().get("group");
        long groups = group == null || group.number() == null ? 1 : group.number();
        return channels(first, node.is("Conv") ? weights.get(0) : weights.get(1) * groups);
    }

    private static @Nullable List<Long> transposed(OnnxNode node, List<Long> first) {
        OnnxAttribute perm = node.attributes().get("perm");
        if (perm == null || perm.ints().size() != first.size()) {
            return null;
        }
        return perm.ints().stream().map(index -> first.get(index.intValue())).toList();
    }

    private @Nullable List<Long> reshaped(OnnxNode node) {
        OnnxTensor wanted = node.has(1) ? constants.apply(node.inputs().get(1)) : null;
        if (wanted == null || wanted.longs() == null) {
            return null;
        }
        return wanted.longs().stream().map(dim -> dim > 0 ? dim : OPEN).toList();
    }

    /** With as many dimensions less or more as there are axes. */
    private @Nullable List<Long> ofRank(OnnxNode node, int rank, int sign) {
        OnnxAttribute attribute = node.attributes().get("axes");
        OnnxTensor given = node.has(1) ? constants.apply(node.inputs().get(1)) : null;
        List<Long> axes = attribute != null ? attribute.ints() : given == null ? null : given.longs();
        return axes == null || axes.isEmpty() || rank + sign * axes.size() < 0
                ? null
                : Collections.nCopies(rank + sign * axes.size(), OPEN);
    }

    private @Nullable List<Long> two(OnnxNode node, List<Long> first) {
        List<Long> second = of(node.inputs().get(1));
        if (second == null) {
            return null;
        }
        int rank = node.is("Gather") ? first.size() - 1 + second.size() : Math.max(first.size(), second.size());
        return Collections.nCopies(Math.max(0, rank), OPEN);
    }

    private @Nullable List<Long> joined(OnnxNode node, List<Long> first) {
        OnnxAttribute axis = node.attributes().get("axis");
        if (axis == null || axis.number() == null) {
            return null;
        }
        int at = (int) (axis.number() < 0 ? axis.number() + first.size() : axis.number());
        List<Long> dims = new ArrayList<>(first);
        long sum = 0;
        for (String input : node.inputs()) {
            List<Long> other = of(input);
            if (other == null || other.size() != first.size() || at < 0 || at >= first.size()) {
                return null;
            }
            sum = sum == OPEN || other.get(at) == OPEN ? OPEN : sum + other.get(at);
        }
        dims.set(at, sum);
        return dims;
    }

    private @Nullable List<Long> broadcast(OnnxNode node) {
        List<Long> result = List.of();
        for (String input : node.inputs()) {
            List<Long> dims = of(input);
            if (dims == null) {
                return null;
            }
            result = broadcast(result, dims);
        }
        return result;
    }

    private static List<Long> broadcast(List<Long> one, List<Long> two) {
        int rank = Math.max(one.size(), two.size());
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            long a = at(one, i - rank + one.size());
            long b = at(two, i - rank + two.size());
            dims.add(a == 1 ? b : b == 1 || a == b ? a : a == OPEN ? b : b == OPEN ? a : OPEN);
        }
        return dims;
    }

    private static long at(List<Long> dims, int index) {
        return index < 0 ? 1 : dims.get(index);
    }
}
