package dev.visiontask.backend.opencvdnn;

import dev.visiontask.tensor.Shape;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the numbers in an operator's constant inputs are ones that OpenCV survives: it divides by some of them, and takes
 * others for places in its own memory without a look.
 */
final class OnnxValues {
    private static final int MAX_STEPS = 1 << 24;
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE / 8;
    private static final int LSTM_GATES = 4;
    private static final int GRU_GATES = 3;

    private final OnnxNode node;
    private final OnnxShapes shapes;
    private final Function<String, @Nullable OnnxTensor> constants;

    private OnnxValues(OnnxNode node, OnnxShapes shapes, Function<String, @Nullable OnnxTensor> constants) {
        this.node = node;
        this.shapes = shapes;
        this.constants = constants;
    }

    static void check(OnnxNode node, OnnxShapes shapes, Function<String, @Nullable OnnxTensor> constants)
            throws MalformedOnnxException {
        new OnnxValues(node, shapes, constants).check();
    }

    private void check() throws MalformedOnnxException {
        switch (node.operator()) {
            case "Tile" -> tile();
            case "Range" -> range();
            case "Resize", "Upsample" -> scales();
            case "TopK" -> top();
            case "Gather" -> indices();
            case "Slice" -> steps();
            case "Split" -> parts();
            case "ConstantOfShape", "ConstantFill" -> filled();
            case "QuantizeLinear", "DequantizeLinear" -> quantization();
            case "PRelu" -> slopes();
            case "Attention" -> attention();
            case "LSTM" -> recurrent(LSTM_GATES);
            case "GRU" -> recurrent(GRU_GATES);
            default -> {}
        }
    }

    private @Nullable OnnxTensor constant(int input) {
        return node.has(input) ? constants.apply(node.inputs().get(input)) : null;
    }

    /** The whole numbers of a constant input, or null where it is none, or one of other numbers. */
    private @Nullable List<Long> longs(int input) {
        OnnxTensor constant = constant(input);
        return constant == null ? null : constant.longs();
    }

    private @Nullable List<Long> shape(int input) {
        return node.has(input) ? shapes.of(node.inputs().get(input)) : null;
    }

    /** The size of the input's dimension that the attribute names, or {@link Shape#DYNAMIC}. */
    private long dim(String attribute, long otherwise) {
        List<Long> shape = shape(0);
        OnnxAttribute given = node.attributes().get(attribute);
        long axis = given == null || given.number() == null ? otherwise : given.number();
        if (shape == null) {
            return Shape.DYNAMIC;
        }
        long index = axis < 0 ? axis + shape.size() : axis;
        return index < 0 || index >= shape.size() ? Shape.DYNAMIC : shape.get((int) index);
    }

    private void tile() throws MalformedOnnxException {
        List<Long> shape = shape(0);
        OnnxTensor repeats = constant(1);
        if (node.inputs().size() != 2 || repeats == null || shape == null || repeats.elements() != shape.size()) {
            throw misfit("a constant with as many repeats as its input has dimensions, " + shape, repeats);
        }
    }

    private void range() throws MalformedOnnxException {
        OnnxTensor first = constant(0);
        OnnxTensor step = constant(2);
        List<Long> whole = longs(2);
        boolean isWhole = whole != null && whole.size() == 1 && whole.get(0) != 0;
        // OpenCV reads the bits of all three as numbers of the first's type.
        boolean isFloat = isOne(step) && isFloat(step) && isFloat(first);
        if (!isFloat && !isWhole) {
            throw misfit("a constant step of one number, not 0", step);
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            OnnxTensor tensor = constant(i);
            List<Long> values = longs(i);
            boolean isLarge = values != null && values.stream().anyMatch(value -> Math.abs(value / 2) > MAX_STEPS);
            if (tensor != null && (!isOne(tensor) || isLarge)) {
                throw misfit("one number up to " + 2 * MAX_STEPS, tensor);
            }
        }
    }

    private static boolean isFloat(@Nullable OnnxTensor tensor) {
        return tensor != null && tensor.type() == OnnxTensor.FLOAT;
    }

    private static boolean isOne(@Nullable OnnxTensor tensor) {
        return tensor != null && tensor.elements() == 1;
    }

    /** Of Resize and Upsample: four floats; a Resize may have four whole numbers as sizes instead. */
    private void scales() throws MalformedOnnxException {
        boolean isUpsample = node.is("Upsample");
        boolean isAttribute = isUpsample
                && (node.attributes().containsKey("scales")
                        || (node.attributes().containsKey("height_scale")
                                && node.attributes().containsKey("width_scale")));
        if (node.inputs().size() < 2 && !isAttribute) {
            throw misfit("scales", null);
        }
        OnnxTensor scales = constant(isUpsample || node.inputs().size() == 2 ? 1 : 2);
        if (scales != null && scales.elements() != 0 && (scales.elements() != 4 || scales.type() != OnnxTensor.FLOAT)) {
            throw misfit("four scales of float32", scales);
        }
    }

    private void top() throws MalformedOnnxException {
        OnnxTensor count = constant(1);
        List<Long> values = longs(1);
        long most = dim("axis", -1);
        boolean fits = values != null
                && values.size() == 1
                && values.get(0) >= 1
                && values.get(0) <= (most == Shape.DYNAMIC ? MAX_STEPS : most);
        if (!fits) {
            throw misfit("one constant number from 1 to " + (most == Shape.DYNAMIC ? MAX_STEPS : most), count);
        }
    }

    private void indices() throws MalformedOnnxException {
        List<Long> values = longs(1);
        long size = dim("axis", 0);
        if (values != null
                && size != Shape.DYNAMIC
                && values.stream().anyMatch(index -> index < -size || index >= size)) {
            throw misfit("indices from " + -size + " to " + (size - 1), constant(1));
        }
    }

    private void steps() throws MalformedOnnxException {
        List<Long> values = longs(4);
        if (values != null && values.stream().anyMatch(step -> step == 0 || Math.abs(step / 2) > MAX_STEPS)) {
            throw misfit("steps that are not 0", constant(4));
        }
    }

    private void parts() throws MalformedOnnxException {
        List<Long> values = longs(1);
        long size = dim("axis", 0);
        if (values == null) {
            return;
        }
        boolean isEach = !values.isEmpty() && values.stream().allMatch(part -> part >= 0 && part <= Integer.MAX_VALUE);
        long sum = isEach ? values.stream().mapToLong(Long::longValue).sum() : -1;
        if (!isEach || (size != Shape.DYNAMIC && sum != size)) {
            throw misfit("parts that are " + size + " together", constant(1));
        }
    }

    private void filled() throws MalformedOnnxException {
        OnnxAttribute value = node.attributes().get("value");
        if (value != null && value.tensor() != null && !isOne(value.tensor())) {
            throw misfit("a value of one number", value.tensor());
        }
        long elements = 1;
        List<Long> dims = longs(0);
        for (long dim : dims == null ? List.<Long>of() : dims) {
            if (dim < 1 || dim > MAX_ELEMENTS || elements * dim > MAX_ELEMENTS) {
                throw misfit("dimensions of a tensor that fits into memory", constant(0));
            }
            elements *= dim;
        }
    }

    /** One scale for all, or one for each channel; as many zero points. */
    private void quantization() throws MalformedOnnxException {
        OnnxTensor scale = constant(1);
        OnnxTensor zero = constant(2);
        if (scale == null || scale.dims().size() > 1 || !isForChannels(scale)) {
            throw misfit("a constant scale of one number or of " + shownChannels(), scale);
        }
        if (node.has(2) && (zero == null || zero.elements() != scale.elements())) {
            throw misfit("as many constant zero points as scales", zero);
        }
    }

    private void slopes() throws MalformedOnnxException {
        OnnxTensor slope = constant(1);
        if (slope == null || !isForChannels(slope)) {
            throw misfit("a constant slope of one number or of " + shownChannels(), slope);
        }
    }

    private boolean isForChannels(OnnxTensor tensor) {
        long channels = dim("axis", 1);
        return tensor.elements() == 1
                || (channels == Shape.DYNAMIC ? tensor.elements() > 0 : tensor.elements() == channels);
    }

    private String shownChannels() {
        long channels = dim("axis", 1);
        return channels == Shape.DYNAMIC ? "as many as there are channels" : Long.toString(channels);
    }

    private void attention() throws MalformedOnnxException {
        OnnxTensor weights = constant(1);
        OnnxTensor bias = constant(2);
        if (weights == null || weights.dims().size() != 2 || weights.elements() == 0) {
            throw misfit("constant weights of two dimensions", weights);
        }
        if (bias == null || bias.elements() != weights.dims().get(1)) {
            throw misfit("a constant bias of " + weights.dims().get(1) + " numbers", bias);
        }
    }

    /** The weights of an LSTM or a GRU, which OpenCV cuts into gates by the sizes that the attributes say. */
    private void recurrent(int gates) throws MalformedOnnxException {
        OnnxAttribute size = node.attributes().get("hidden_size");
        List<Long> input = shape(0);
        OnnxTensor weights = constant(1);
        if (size == null
                || size.number() == null
                || weights == null
                || weights.dims().size() != 3) {
            throw misfit("a hidden_size and constant weights of three dimensions", weights);
        }
        long hidden = size.number();
        long directions = weights.dims().get(0);
        List<Long> dims = weights.dims();
        boolean isInput = input == null
                || (input.size() == 3
                        && (input.get(2) == Shape.DYNAMIC || input.get(2).equals(dims.get(2))));
        if (!isInput || directions < 1 || directions > 2 || dims.get(1) != gates * hidden || weights.elements() == 0) {
            throw misfit("weights [1 or 2, " + gates * hidden + ", numbers of each step of " + input + "]", weights);
        }
        require(2, List.of(directions, gates * hidden, hidden));
        if (node.has(3)) {
            require(3, List.of(directions, 2L * gates * hidden));
        }
    }

    private void require(int input, List<Long> dims) throws MalformedOnnxException {
        OnnxTensor tensor = constant(input);
        if (tensor == null || !tensor.dims().equals(dims)) {
            throw misfit("constant weights " + dims, tensor);
        }
    }

    private MalformedOnnxException misfit(String expected, @Nullable OnnxTensor found) {
        return new MalformedOnnxException("the node " + node.shown() + " with "
                + (found == null
                        ? "an input that is no constant"
                        : "the constant " + OnnxTensor.shown(found.name()) + " " + found.dims()
                                + (found.longs() == null ? "" : " " + found.longs()))
                + ", expected " + expected);
    }
}
