package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of a model's outputs when its family is to be recognised: names, shapes, and how many labels there are. */
final class ModelOutputs {
    /** The key that says how boxes are measured. */
    static final String COORDINATES = "coordinates";

    /** The key that says whether predictions are rows or columns. */
    static final String OUTPUT_LAYOUT = "output_layout";

    /** The keys that say how the layout of a model differs from that of its family. */
    static final Set<String> LAYOUT_KEYS = Set.of(COORDINATES, OUTPUT_LAYOUT);

    private final ModelSpec spec;
    private final ModelProbe probe;
    private final ImageSize input;
    private final List<TensorInfo> infos;
    private @Nullable Boolean decoded;

    /**
     * Of an opened model.
     *
     * @param input the size of the model's input for a typical picture
     */
    ModelOutputs(ModelSpec spec, ModelProbe probe, ImageSize input) {
        this.spec = spec;
        this.probe = probe;
        this.input = input;
        List<TensorInfo> declared = probe.outputs();
        this.infos = declared.stream().allMatch(ModelOutputs::isFixed)
                ? declared
                : probe.run(0).stream().map(Tensor::info).toList();
    }

    /** Whether all is known but the first dimension, which is the batch or the number of objects. */
    private static boolean isFixed(TensorInfo info) {
        Shape shape = info.shape();
        return shape.isKnown() && IntStream.range(1, shape.rank()).allMatch(dim -> shape.dim(dim) != Shape.DYNAMIC);
    }

    ModelSpec spec() {
        return spec;
    }

    ImageSize input() {
        return input;
    }

    int count() {
        return infos.size();
    }

    TensorInfo info(int place) {
        return infos.get(place);
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
        String first =
                spec.labels().flatMap(labels -> labels.stream().findFirst()).orElse("");
        String letters = first.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.equals("background") || letters.equals("bg");
    }

    /** The rank of an output. */
    int rank(int place) {
        return info(place).shape().rank();
    }

    /** A dimension of an output; negative numbers count from the last, which is -1. */
    int dim(int place, int dim) {
        Shape shape = info(place).shape();
        return Math.toIntExact(shape.dim(dim < 0 ? shape.rank() + dim : dim));
    }

    boolean isFloat(int place) {
        return info(place).type() == DataType.FLOAT32;
    }

    /** The places of the outputs that pass. */
    List<Integer> places(Predicate<Integer> wanted) {
        return IntStream.range(0, infos.size()).boxed().filter(wanted).toList();
    }

    /** The only output whose name, in lower case and without {@code :0}, is or ends with the given one; or -1. */
    int named(String end) {
        List<Integer> found = places(place -> {
            String name = info(place).name().toLowerCase(Locale.ROOT).replaceFirst(":0$", "");
            return name.equals(end) || name.endsWith("/" + end) || name.endsWith("." + end);
        });
        return found.size() == 1 ? found.get(0) : -1;
    }

    /** The places that the key {@code outputs} names, in the order of the roles; empty if there is no such key. */
    Optional<int[]> declared(String... roles) {
        List<String> names = spec.texts("outputs").orElse(null);
        if (names == null) {
            return Optional.empty();
        }
        if (names.size() != roles.length) {
            throw new ModelFormatException("Expected " + roles.length + " names for the key outputs ("
                    + String.join(", ", roles) + "), found " + names.size() + ": " + names + ".");
        }
        return Optional.of(names.stream().mapToInt(this::place).toArray());
    }

    private int place(String name) {
        return places(place -> info(place).name().equals(name)).stream()
                .findFirst()
                .orElseThrow(() -> new ModelFormatException(
                        "Expected an output named " + name + " (key outputs), found: " + this + "."));
    }

    /**
     * The only output of rank 3, read as predictions for the cells of a grid; or the one that {@code outputs} names, alone
     * or before the prototypes of masks.
     */
    Optional<DenseOutput> dense() {
        int named = spec.texts("outputs").map(List::size).orElse(0);
        Optional<int[]> declared = named == 1
                ? declared("predictions")
                : named == 2 ? declared("predictions", "prototypes") : Optional.empty();
        List<Integer> found = declared.map(places -> List.of(places[0])).orElseGet(() -> places(p -> rank(p) == 3));
        return found.size() == 1 && rank(found.get(0)) == 3 && isFloat(found.get(0))
                ? Optional.of(DenseOutput.of(found.get(0), info(found.get(0)), input))
                : Optional.empty();
    }

    /** The output with the prototypes of masks: the only one of rank 4 that covers the input, or the one that is named. */
    private OptionalInt prototypes() {
        int named = spec.texts("outputs").map(List::size).orElse(0);
        if (named == 1) {
            return OptionalInt.empty();
        }
        List<Integer> found = named == 2
                ? List.of(declared("predictions", "prototypes").orElseThrow()[1])
                : places(place -> rank(place) == 4);
        return found.size() == 1 && isFloat(found.get(0)) && coversInput(found.get(0))
                ? OptionalInt.of(found.get(0))
                : OptionalInt.empty();
    }

    /** Whether an output of rank 4 has rows and columns, in the proportion of the input. */
    private boolean coversInput(int place) {
        return rank(place) == 4
                && dim(place, 2) > 1
                && dim(place, 3) > 1
                && (long) dim(place, 2) * input.width() == (long) dim(place, 3) * input.height();
    }

    /** How many prototypes of masks there are; 0 for a model without. */
    int prototypeCount() {
        return prototypes().isPresent() ? dim(prototypes().getAsInt(), 1) : 0;
    }

    /**
     * How many channels of a prediction are coefficients for the prototypes of masks: none, or one each.
     *
     * @param head how many channels come before the classes
     */
    int coefficients(DenseOutput dense, int head) {
        int count = prototypeCount();
        boolean without = labelledClasses().isPresent()
                ? dense.channels() == labelledClasses().getAsInt() + head
                : dense.channels() <= head + count;
        return without ? 0 : count;
    }

    /** What reads the masks of these predictions; null if they have no coefficients. */
    @Nullable
    MaskDecoder prototypeMasks(DenseOutput dense, int coefficients) {
        return coefficients == 0
                ? null
                : new PrototypeMaskDecoder(
                        prototypes().orElseThrow(),
                        coefficients,
                        new PrototypeMaskDecoder.Coefficients(dense.place(), dense.byRows()));
    }

    /** {@link #dense}, or the error that there is none. */
    DenseOutput requireDense(String family) {
        return dense().orElseThrow(() -> new ModelFormatException("Expected one float32 output of rank 3 for the"
                + " decoder " + family + ", found: " + this + ". Name it by the key outputs."));
    }

    /** The error for outputs of which some are missing. */
    ModelFormatException mismatch(String expected) {
        return new ModelFormatException("Expected the outputs " + expected + ", found: " + this
                + ". Name them by the key outputs, in this order.");
    }

    /** Says what is wrong with the number of channels, if that is what is wrong; else nothing. */
    String denseMismatch() {
        Optional<DenseOutput> dense = dense();
        if (dense.isEmpty() || labelledClasses().isEmpty()) {
            return "";
        }
        int classes = labelledClasses().getAsInt();
        int masks = prototypeCount();
        String withMasks = masks == 0
                ? ""
                : ", and with " + masks + " coefficients for the masks of output "
                        + info(prototypes().orElseThrow()).name() + " " + (classes + 4 + masks) + " (yolov8) or "
                        + (classes + 5 + masks) + " (yolov5)";
        return " For " + classes + " labels that would be " + (classes + 4) + " channels (yolov8), " + (classes + 5)
                + " (yolox, yolov5) or " + (classes + 32) + " (nanodet-plus)" + withMasks + "; output "
                + dense.get().info().name() + " has " + dense.get().channels() + ".";
    }

    /**
     * Whether the first channel holds centres in pixels, as seen in one run of the model on noise, and not offsets that a
     * grid has still to be added to.
     */
    boolean isDecoded(DenseOutput dense) {
        if (decoded == null) {
            decoded = dense.isDecoded(probe.run(0).get(dense.place()), input);
        }
        return decoded;
    }

    /** What boxes are measured in, by the key {@code coordinates}; pixels without it. */
    BoxUnit unit() {
        return unit(BoxUnit.PIXELS);
    }

    /** What boxes are measured in, by the key {@code coordinates}; without it what the family says. */
    BoxUnit unit(BoxUnit family) {
        String declared = spec.text(COORDINATES).orElse(family.key());
        return switch (declared.toLowerCase(Locale.ROOT)) {
            case "pixels" -> BoxUnit.PIXELS;
            case "relative" -> BoxUnit.RELATIVE;
            default ->
                throw new UnsupportedOptionException(
                        "Expected pixels or relative for the key " + COORDINATES + ", found: " + declared + ".");
        };
    }

    /** Whether predictions are rows, by the key {@code output_layout}; empty without it. */
    Optional<Boolean> declaredRows() {
        return spec.text(OUTPUT_LAYOUT).map(declared -> switch (declared.toLowerCase(Locale.ROOT)) {
            case "rows" -> true;
            case "columns" -> false;
            default ->
                throw new UnsupportedOptionException("Expected rows ([N, predictions, channels]) or columns ([N,"
                        + " channels, predictions]) for the key " + OUTPUT_LAYOUT + ", found: " + declared + ".");
        });
    }

    /** The grid of the key {@code strides}, if there is one. */
    Optional<Grid> declaredGrid(boolean partial) {
        return spec.numbers("strides")
                .map(strides -> new Grid(strides.stream().map(this::stride).toList(), partial));
    }

    private int stride(double value) {
        if (value < 1 || value != Math.rint(value) || value > Math.max(input.width(), input.height())) {
            throw new ModelFormatException("Expected whole numbers of 1 to the size of the input " + input
                    + " for the key strides, found: " + value + ".");
        }
        return (int) value;
    }

    @Override
    public String toString() {
        return infos.stream().map(TensorInfo::toString).collect(Collectors.joining("; "));
    }
}
