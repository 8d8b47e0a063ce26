package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.scores.LabelRule;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is known of a model's outputs when its family is to be recognised: names, shapes with the batch first, how many
 * labels there are, and what the model gives for noise.
 */
final class ModelOutputs {
    private final ModelSpec spec;
    private final OutputSample sample;
    private final ImageSize input;
    private final BatchAxis axis;
    private final List<TensorInfo> infos;

    /**
     * Of an opened model.
     *
     * @param input the size of the model's input for a typical image
     * @param axis the dimension of the outputs that is taken for the batch
     */
    ModelOutputs(ModelSpec spec, OutputSample sample, ImageSize input, BatchAxis axis) {
        this.spec = spec;
        this.sample = sample;
        this.input = input;
        this.axis = axis;
        this.infos = sample.infos(axis);
    }

    /** The same outputs with another dimension taken for the batch. */
    ModelOutputs with(BatchAxis another) {
        return new ModelOutputs(spec, sample, input, another);
    }

    ModelSpec spec() {
        return spec;
    }

    ImageSize input() {
        return input;
    }

    BatchAxis axis() {
        return axis;
    }

    int count() {
        return infos.size();
    }

    TensorInfo info(int index) {
        return infos.get(index);
    }

    /** What this output is for noise. */
    Tensor sample(int index) {
        return axis.view(sample.tensors().get(index));
    }

    /** The names of the model's class in huggingface/transformers, if {@code config.json} has them in the usual form. */
    List<String> architectures() {
        try {
            return spec.texts("architectures").orElse(List.of());
        } catch (ModelFormatException anotherProgramsKey) {
            return List.of();
        }
    }

    /** How many classes the labels speak for, if there are labels. */
    OptionalInt labelledClasses() {
        Optional<List<String>> labels = spec.labels();
        return labels.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        labels.get().size() + spec.integer("label_offset").orElse(0));
    }

    /** Whether class 0 has a label that says that it is none. */
    boolean labelsNameBackground() {
        int offset = LabelRule.offset(spec).orElse(0);
        return offset <= 0
                && spec.labels()
                        .flatMap(labels -> labels.stream().skip(-offset).findFirst())
                        .map(LabelRule::isBackground)
                        .orElse(false);
    }

    /** The rank of an output. */
    int rank(int index) {
        return info(index).shape().rank();
    }

    /** A dimension of an output; negative numbers count from the last, which is -1. */
    int dim(int index, int dim) {
        Shape shape = info(index).shape();
        return Math.toIntExact(shape.dim(dim < 0 ? shape.rank() + dim : dim));
    }

    boolean isFloat(int index) {
        return info(index).type() == DataType.FLOAT32;
    }

    /** The indexes of the outputs that pass. */
    List<Integer> indexes(Predicate<Integer> wanted) {
        return IntStream.range(0, infos.size()).boxed().filter(wanted).toList();
    }

    /** The only output whose name, in lower case and without {@code :0}, is or ends with the given one; or -1. */
    int named(String end) {
        List<Integer> found = indexes(index -> {
            String name = info(index).name().toLowerCase(Locale.ROOT).replaceFirst(":0$", "");
            return name.equals(end) || name.endsWith("/" + end) || name.endsWith("." + end);
        });
        return found.size() == 1 ? found.get(0) : -1;
    }

    /** The names of the key {@code outputs}; empty if there is no such key. */
    List<String> declaredNames() {
        return spec.texts("outputs").orElse(List.of());
    }

    /** The indexes of the outputs that the key {@code outputs} names, in its order; empty if there is no such key. */
    List<Integer> declared() {
        return declaredNames().stream().map(this::indexOf).toList();
    }

    /** The outputs that the key {@code outputs} names, in the order of the roles; empty if there is no such key. */
    Optional<int[]> declared(String... roles) {
        List<String> names = declaredNames();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.size() != roles.length) {
            throw new ModelFormatException("Expected " + roles.length + " names for the key outputs, in this order: "
                    + String.join(", ", roles) + "; found " + names.size() + ": " + names + ".");
        }
        return Optional.of(declared().stream().mapToInt(Integer::intValue).toArray());
    }

    private int indexOf(String name) {
        return indexes(index -> info(index).name().equals(name)).stream()
                .findFirst()
                .orElseThrow(() -> new ModelFormatException(
                        "Expected an output named " + name + " (key outputs), found: " + this + "."));
    }

    /** The prototypes of masks. */
    MaskPrototypes prototypes() {
        return new MaskPrototypes(this);
    }

    /** The error for outputs of which some are missing. */
    ModelFormatException mismatch(String expected) {
        return new ModelFormatException("Expected the outputs " + expected + ", found: " + this
                + ". Name them by the key outputs, in this order.");
    }

    @Override
    public String toString() {
        return infos.stream().map(TensorInfo::toString).collect(Collectors.joining("; "));
    }
}
