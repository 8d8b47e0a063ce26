package dev.visiontask.task;

import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.backend.LoadedModel;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.PreprocessSpec;
import dev.visiontask.preprocess.TensorLayout;
import dev.visiontask.task.SideInput.Entry;
import dev.visiontask.task.SideInput.ImageAxes;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which input of a model is the image, and what goes into the others: what the key {@code inputs} says, else what exports
 * of well-known detectors are known to take there. Sizes are those of the image tensor, not of the original image: the
 * boxes come out in pixels of the tensor then, and go back to the image by the same geometry as those of every model,
 * padding and crops included.
 */
final class SideInputs {
    static final String KEY = "inputs";

    private static final String IMAGE_KEY = "input";

    private final ModelSpec spec;
    private final List<TensorInfo> inputs;
    private final Map<String, Object> declared;

    private SideInputs(ModelSpec spec, List<TensorInfo> inputs) {
        this.spec = spec;
        this.inputs = inputs;
        this.declared = spec.object(KEY).orElse(Map.of());
    }

    /**
     * The image input, the others, and what {@code info()} shall say of those that are in no description.
     */
    record Choice(TensorInfo image, List<SideInput> others, List<Setting> settings) {
        /** The model as one that takes the image alone. */
        LoadedModel applyTo(LoadedModel model) {
            return others.isEmpty() ? model : new SideInputModel(model, image, others);
        }
    }

    /**
     * Chooses.
     *
     * @throws ModelFormatException if it is not clear what goes into which input; the message says what to write
     */
    static Choice choose(ModelSpec spec, LoadedModel model) {
        return new SideInputs(spec, model.inputs()).choose();
    }

    private Choice choose() {
        for (String name : declared.keySet()) {
            if (inputs.stream().noneMatch(input -> input.name().equals(name))) {
                throw mismatch("inputs of the names in the key inputs, such as " + name);
            }
        }
        TensorInfo image = image();
        List<SideInput> others = new ArrayList<>();
        List<Setting> settings = new ArrayList<>();
        for (TensorInfo input : inputs) {
            if (input.equals(image)) {
                continue;
            }
            Object value = declared.get(input.name());
            if (value == null) {
                value = KnownInputs.value(input, () -> isSquare(image)).orElseThrow(() -> unknown(input, image));
                settings.add(new Setting(KEY + "." + input.name(), text(value), "recognised by its name"));
            }
            others.add(sideInput(input, value, image));
        }
        return new Choice(withBatch(image, others), others, settings);
    }

    private TensorInfo image() {
        String wanted = spec.text(IMAGE_KEY).orElse(null);
        if (wanted != null) {
            if (declared.containsKey(wanted)) {
                throw mismatch("the image input " + wanted + " to be left out of the key inputs");
            }
            return inputs.stream()
                    .filter(input -> input.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> mismatch("one input named " + wanted));
        }
        List<TensorInfo> open = inputs.stream()
                .filter(input -> !declared.containsKey(input.name()))
                .filter(input -> inputs.size() == 1 || !KnownInputs.isKnown(input))
                .toList();
        List<TensorInfo> images = open.size() == 1
                ? open
                : open.stream().filter(SideInputs::looksLikeImages).toList();
        if (images.size() != 1) {
            throw mismatch("one input for the image (say which by the key input)");
        }
        return images.get(0);
    }

    private static boolean looksLikeImages(TensorInfo input) {
        return input.shape().isKnown() && input.shape().rank() >= 4;
    }

    private SideInput sideInput(TensorInfo input, Object value, TensorInfo image) {
        boolean isList = value instanceof List<?>;
        List<Entry> entries = (value instanceof List<?> list ? list : List.of(value))
                .stream().map(item -> entry(input, item)).toList();
        boolean usesSize = entries.stream().anyMatch(entry -> !(entry instanceof Entry.Constant))
                || (!isList && input.shape().rank() >= 3);
        SideInput side = new SideInput(input, entries, isList, usesSize ? axes(image) : ImageAxes.ROWS_FIRST);
        check(side, image);
        return side;
    }

    private Entry entry(TensorInfo input, Object item) {
        if (item instanceof Boolean flag) {
            return new Entry.Constant(flag ? 1 : 0);
        }
        if (item instanceof Double number && SideInput.holds(input.type(), number)) {
            return new Entry.Constant(number);
        }
        if (item.equals("height")) {
            return new Entry.Height();
        }
        if (item.equals("width")) {
            return new Entry.Width();
        }
        throw new ModelFormatException(
                "Expected numbers that " + input + " can hold, or \"height\" and \"width\" of the"
                        + " image tensor, for the key inputs." + input.name() + " of "
                        + spec.file().path() + ", found: " + item
                        + ". The size of the original image need not be given: with that of"
                        + " the tensor the boxes go back to the image like those of every model.");
    }

    private void check(SideInput side, TensorInfo image) {
        Shape shape = side.shape(atLeastOne(image.shape()));
        boolean fits = shape.isFixed()
                && (!side.isList()
                        || (shape.rank() > 0
                                && shape.dim(shape.rank() - 1) == side.entries().size()));
        if (!fits) {
            throw new ModelFormatException(
                    "Expected one number, or a list of as many as the last dimension has, for the"
                            + " input " + side.info() + " of " + spec.file().path() + ", found: "
                            + side.entries().size() + (side.isList() ? " in a list" : "") + ". Correct the key inputs."
                            + side.info().name() + ".");
        }
    }

    private static Shape atLeastOne(Shape image) {
        if (!image.isKnown()) {
            return Shape.of(1, 1, 1, 1);
        }
        long[] dims = image.toArray();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Math.max(1, dims[i]);
        }
        return Shape.of(dims);
    }

    /** Where an input beside it fixes how many items go in, so much for the image too. */
    private static TensorInfo withBatch(TensorInfo image, List<SideInput> others) {
        if (!image.shape().isKnown()
                || image.shape().rank() < 4
                || image.shape().dim(0) != Shape.DYNAMIC) {
            return image;
        }
        long[] dims = image.shape().toArray();
        for (SideInput other : others) {
            Shape shape = other.info().shape();
            if (shape.rank() >= 2 && shape.dim(0) != Shape.DYNAMIC) {
                dims[0] = shape.dim(0);
            }
        }
        return new TensorInfo(image.name(), image.type(), Shape.of(dims));
    }

    private ImageAxes axes(TensorInfo image) {
        return preprocessing(image).layout() == TensorLayout.NHWC ? ImageAxes.CHANNELS_LAST : ImageAxes.ROWS_FIRST;
    }

    /** Whether every image becomes a square of the same size, so that the order of height and width is no matter. */
    private boolean isSquare(TensorInfo image) {
        PreprocessSpec preprocessing = preprocessing(image);
        ImageSize wide =
                preprocessing.resize().geometry(new ImageSize(640, 480)).target();
        ImageSize tall =
                preprocessing.resize().geometry(new ImageSize(480, 640)).target();
        return wide.equals(tall) && wide.width() == wide.height();
    }

    private PreprocessSpec preprocessing(TensorInfo image) {
        return spec.preprocessing(UnbatchedModel.shown(image));
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(SideInputs::text).collect(Collectors.joining(", ", "[", "]"))
                : value instanceof String ? "\"" + value + "\"" : String.valueOf(((Double) value).intValue());
    }

    private ModelFormatException unknown(TensorInfo input, TensorInfo image) {
        return new ModelFormatException("Expected one input, the image, in "
                + spec.file().path() + ", found also: " + input + KnownInputs.hint(input)
                + ". Say what goes into it by the key inputs, such as \"inputs\": {\"" + input.name()
                + "\": " + KnownInputs.example(input) + "}: a number for all of it, or a list of numbers and of"
                + " \"height\" and \"width\" of the image tensor " + image.name() + ".");
    }

    private ModelFormatException mismatch(String expected) {
        return new ModelFormatException(
                "Expected " + expected + " in " + spec.file().path() + ", found: "
                        + inputs.stream().map(TensorInfo::toString).collect(Collectors.joining("; ")));
    }
}
