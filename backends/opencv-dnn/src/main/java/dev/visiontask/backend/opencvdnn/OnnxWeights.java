package dev.visiontask.backend.opencvdnn;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether the weights of an operator fit it and each other, as far as they are constants in the file. */
final class OnnxWeights {
    private static final List<Long> NONE = List.of();

    private final OnnxNode node;
    private final Function<String, @Nullable OnnxTensor> constants;

    private OnnxWeights(OnnxNode node, Function<String, @Nullable OnnxTensor> constants) {
        this.node = node;
        this.constants = constants;
    }

    static void check(OnnxNode node, Function<String, @Nullable OnnxTensor> constants) throws MalformedOnnxException {
        new OnnxWeights(node, constants).check();
    }

    private void check() throws MalformedOnnxException {
        switch (node.operator()) {
            case "Conv" -> convolution(0);
            case "ConvTranspose" -> convolution(1);
            case "QLinearConv" -> quantised();
            case "Gemm" -> gemm();
            case "BatchNormalization", "InstanceNormalization" -> normalization();
            case "MaxPool", "AveragePool", "LpPool" -> pool();
            default -> {}
        }
    }

    private @Nullable OnnxTensor weight(int input) {
        return node.has(input) ? constants.apply(node.inputs().get(input)) : null;
    }

    private void convolution(int outputDimension) throws MalformedOnnxException {
        OnnxTensor weights = weight(1);
        if (weights == null) {
            return;
        }
        List<Long> dims = weights.dims();
        OnnxAttribute kernel = node.attributes().get("kernel_shape");
        if (dims.size() < 3 || weights.elements() == 0) {
            throw misfit("weights of at least three dimensions, none of them 0", weights);
        }
        if (kernel != null && !kernel.ints().equals(dims.subList(2, dims.size()))) {
            throw misfit("weights of the kernel_shape " + kernel.ints(), weights);
        }
        windows(dims.size() - 2);
        long group = group();
        if (dims.get(0) % group != 0) {
            throw misfit("weights for " + group + " groups", weights);
        }
        long outputs = outputDimension == 0 ? dims.get(0) : dims.get(1) * group;
        bias(2, outputs);
    }

    private long group() {
        OnnxAttribute group = node.attributes().get("group");
        return group == null || group.number() == null ? 1 : group.number();
    }

    private void bias(int input, long outputs) throws MalformedOnnxException {
        OnnxTensor bias = weight(input);
        if (bias != null && bias.elements() != outputs) {
            throw misfit("a bias of " + outputs + " numbers", bias);
        }
    }

    /** As many windows as the image has dimensions, and twice as many pads. */
    private void windows(int dimensions) throws MalformedOnnxException {
        for (String name : List.of("kernel_shape", "strides", "dilations")) {
            count(name, dimensions);
        }
        count("pads", 2 * dimensions);
    }

    private void count(String name, int expected) throws MalformedOnnxException {
        OnnxAttribute attribute = node.attributes().get(name);
        if (attribute != null && attribute.ints().size() != expected) {
            throw new MalformedOnnxException("the node " + node.shown() + " with " + name + " " + attribute.ints()
                    + ", expected " + expected + " numbers");
        }
    }

    private void pool() throws MalformedOnnxException {
        OnnxAttribute kernel = node.attributes().get("kernel_shape");
        if (kernel == null || kernel.ints().isEmpty()) {
            throw new MalformedOnnxException("the node " + node.shown() + " without kernel_shape");
        }
        windows(kernel.ints().size());
    }

    private void quantised() throws MalformedOnnxException {
        OnnxTensor weights = weight(3);
        if (weights == null || weights.dims().size() < 3 || weights.elements() == 0) {
            throw misfit("constant weights of at least three dimensions", weights);
        }
        windows(weights.dims().size() - 2);
        bias(8, weights.dims().get(0));
    }

    private void gemm() throws MalformedOnnxException {
        OnnxTensor weights = weight(1);
        if (weights == null) {
            return;
        }
        if (weights.dims().size() != 2 || weights.elements() == 0) {
            throw misfit("weights of two dimensions, none of them 0", weights);
        }
        OnnxTensor bias = weight(2);
        OnnxAttribute turned = node.attributes().get("transB");
        boolean isTurned = turned != null && turned.number() != null && turned.number() != 0;
        long outputs = weights.dims().get(isTurned ? 0 : 1);
        if (bias != null && !isSpread(bias.dims(), outputs)) {
            throw misfit("a bias of 1 or " + outputs + " numbers in the last dimension", bias);
        }
    }

    /** Whether the last dimension is 1 or as many. */
    private static boolean isSpread(List<Long> dims, long outputs) {
        long last = dims.isEmpty() ? 1 : dims.get(dims.size() - 1);
        return dims.size() <= 2 && (last == 1 || last == outputs) && !dims.contains(0L);
    }

    private void normalization() throws MalformedOnnxException {
        List<Long> first = NONE;
        for (int i = 1; i < node.inputs().size(); i++) {
            OnnxTensor weights = weight(i);
            if (weights == null || weights.dims().size() != 1 || weights.elements() == 0) {
                throw misfit("constant weights of one dimension", weights);
            }
            if (i > 1 && !weights.dims().equals(first)) {
                throw misfit("as many numbers as the other weights have, " + first, weights);
            }
            first = weights.dims();
        }
    }

    private MalformedOnnxException misfit(String expected, @Nullable OnnxTensor found) {
        return new MalformedOnnxException("the node " + node.shown() + " with "
                + (found == null
                        ? "a weight that is none"
                        : "the weight " + OnnxTensor.shown(found.name()) + " " + found.dims())
                + ", expected " + expected);
    }
}
