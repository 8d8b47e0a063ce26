package dev.visiontask.model;

import com.google.gson.JsonPrimitive;
import dev.visiontask.ImageSize;
import dev.visiontask.ModelFormatException;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.preprocess.Resize;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Settles the keys that say how a picture is resampled and placed. */
final class ResizeResolver {
    private static final String STRETCH = "stretch";
    private static final String SHORTEST_EDGE = "shortest-edge";
    private static final String LETTERBOX = "letterbox";
    private static final String FIT_WITHIN = "fit-within";
    private static final String LINE_HEIGHT = "line-height";

    /** More columns no line of text has that is 32 pixels high or more. */
    private static final int MOST_COLUMNS = 8192;

    private static final double MOST_SAMPLE = 255;

    /** Which keys mean something in which mode. */
    private static final Choice<Set<String>> MODES = new Choice<>(Map.of(
            STRETCH, Set.of(SpecKeys.SIZE, SpecKeys.CROP_SIZE, SpecKeys.RESIZE_ROUNDING),
            SHORTEST_EDGE, Set.of(SpecKeys.SHORTEST_EDGE, SpecKeys.CROP_SIZE, SpecKeys.RESIZE_ROUNDING),
            LETTERBOX,
                    Set.of(
                            SpecKeys.SIZE,
                            SpecKeys.PAD_VALUE,
                            SpecKeys.PAD_ALIGN,
                            SpecKeys.SCALE_UP,
                            SpecKeys.RESIZE_ROUNDING),
            FIT_WITHIN, Set.of(SpecKeys.SIZE, SpecKeys.SIZE_MULTIPLE, SpecKeys.SCALE_UP, SpecKeys.RESIZE_ROUNDING),
            LINE_HEIGHT, Set.of(SpecKeys.SIZE, SpecKeys.MAX_WIDTH, SpecKeys.PAD_VALUE, SpecKeys.RESIZE_ROUNDING)));

    private final Facts facts;
    private final ImageTensor tensor;

    ResizeResolver(Facts facts, ImageTensor tensor) {
        this.facts = facts;
        this.tensor = tensor;
    }

    Resize resolve() {
        standard(SpecKeys.RESIZE_MODE, STRETCH);
        dropOrRefuse(MODES.read(facts, SpecKeys.RESIZE_MODE));
        return switch (facts.text(SpecKeys.RESIZE_MODE).orElseThrow()) {
            case SHORTEST_EDGE -> shortestEdge();
            case LETTERBOX -> letterbox();
            case FIT_WITHIN -> fitWithin();
            case LINE_HEIGHT -> lineHeight();
            default -> stretch();
        };
    }

    /** A mode replaces what weaker sources said of another mode; beside it, such a key is a mistake. */
    private void dropOrRefuse(Set<String> allowed) {
        Layer mode = facts.find(SpecKeys.RESIZE_MODE).orElseThrow().layer();
        for (String key : SpecKeys.RESIZE) {
            Optional<Fact> fact = facts.find(key);
            if (fact.isEmpty() || key.equals(SpecKeys.RESIZE_MODE) || allowed.contains(key)) {
                continue;
            }
            if (fact.get().layer().compareTo(mode) <= 0) {
                throw new UnsupportedOptionException("Expected only keys that mean something in "
                        + facts.quote(SpecKeys.RESIZE_MODE) + " of " + facts.model() + ", found " + facts.quote(key)
                        + ". Remove it, or say the resize_mode that it belongs to: " + modesOf(key) + ".");
            }
            facts.remove(key);
        }
    }

    private static String modesOf(String key) {
        return MODES.byName().entrySet().stream()
                .filter(mode -> mode.getValue().contains(key))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Resize stretch() {
        Layer mode = facts.find(SpecKeys.RESIZE_MODE).orElseThrow().layer();
        boolean cropped = facts.find(SpecKeys.CROP_SIZE)
                .filter(crop -> crop.layer().compareTo(mode) <= 0)
                .isPresent();
        if (!cropped) {
            facts.remove(SpecKeys.CROP_SIZE);
            dropOrRefuse(Set.of(SpecKeys.SIZE));
            return new Resize.Stretch(target(SpecKeys.SIZE));
        }
        standard(SpecKeys.RESIZE_ROUNDING, "round");
        ImageSize crop = target(SpecKeys.CROP_SIZE);
        ImageSize size = Sizes.read(facts, SpecKeys.SIZE).orElse(crop);
        facts.add(SpecKeys.SIZE, Sizes.json(size), Layer.DEFAULT, "");
        return size.equals(crop) ? new Resize.Stretch(crop) : new Resize.StretchCrop(size, crop, truncates());
    }

    private Resize shortestEdge() {
        standard(SpecKeys.RESIZE_ROUNDING, "round");
        ImageSize crop = target(SpecKeys.CROP_SIZE);
        OptionalInt edge = facts.integer(SpecKeys.SHORTEST_EDGE);
        if (edge.isEmpty()) {
            throw new ModelFormatException("Expected the key shortest_edge with resize_mode shortest-edge for "
                    + facts.model() + ", found none. " + facts.addHint("\"shortest_edge\": 256"));
        }
        return new Resize.ShortestEdge(atLeastOne(SpecKeys.SHORTEST_EDGE, edge.getAsInt()), crop, truncates());
    }

    private Resize letterbox() {
        standard(SpecKeys.PAD_ALIGN, "center");
        standard(SpecKeys.RESIZE_ROUNDING, "round");
        facts.add(SpecKeys.SCALE_UP, new JsonPrimitive(true), Layer.DEFAULT, "");
        OptionalInt pad = facts.integer(SpecKeys.PAD_VALUE);
        if (pad.isEmpty()) {
            throw new ModelFormatException("Expected the key pad_value with resize_mode letterbox for " + facts.model()
                    + ", found none. " + facts.addHint("\"pad_value\": 114 (or 0)"));
        }
        if (pad.getAsInt() < 0 || pad.getAsInt() > 255) {
            throw new ModelFormatException(
                    "Expected 0 to 255 for " + facts.model() + ", found " + facts.quote(SpecKeys.PAD_VALUE) + ".");
        }
        boolean centered = new Choice<>(Map.of("center", true, "top-left", false)).read(facts, SpecKeys.PAD_ALIGN);
        boolean scaleUp = facts.flag(SpecKeys.SCALE_UP).orElseThrow();
        return new Resize.Letterbox(target(SpecKeys.SIZE), pad.getAsInt(), centered, scaleUp, truncates());
    }

    private Resize fitWithin() {
        facts.add(SpecKeys.SCALE_UP, new JsonPrimitive(true), Layer.DEFAULT, "");
        facts.add(SpecKeys.SIZE_MULTIPLE, Facts.json(1), Layer.DEFAULT, "");
        standard(SpecKeys.RESIZE_ROUNDING, "round");
        if (tensor.size().isPresent()) {
            throw new ModelFormatException("Expected an input with open height or width for "
                    + facts.quote(SpecKeys.RESIZE_MODE) + " of " + facts.model() + ", found " + tensor
                    + ". Say letterbox or stretch.");
        }
        ImageSize bounds = target(SpecKeys.SIZE);
        int multiple = facts.integer(SpecKeys.SIZE_MULTIPLE).orElseThrow();
        return new Resize.FitWithin(
                bounds,
                atLeastOne(SpecKeys.SIZE_MULTIPLE, multiple),
                facts.flag(SpecKeys.SCALE_UP).orElseThrow(),
                truncates());
    }

    /** The size gives the height and the least width; without a pad value a narrower line is stretched to it. */
    private Resize lineHeight() {
        standard(SpecKeys.RESIZE_ROUNDING, "up");
        ImageSize least = target(SpecKeys.SIZE);
        boolean roundUp = new Choice<>(Map.of("up", true, "truncate", false)).read(facts, SpecKeys.RESIZE_ROUNDING);
        return new Resize.LineHeight(least.height(), least.width(), maxWidth(least.width()), linePad(), roundUp);
    }

    private int maxWidth(int least) {
        boolean open = tensor.width() == Shape.DYNAMIC;
        facts.add(SpecKeys.MAX_WIDTH, Facts.json(open ? Math.max(MOST_COLUMNS, least) : least), Layer.DEFAULT, "");
        int width = facts.integer(SpecKeys.MAX_WIDTH).orElseThrow();
        int most = open ? Sizes.MAX : least;
        if (width < least || width > most) {
            throw new ModelFormatException("Expected a width of " + least + ", the least one, to " + most
                    + " for the input " + tensor + " of " + facts.model() + ", found "
                    + facts.quote(SpecKeys.MAX_WIDTH) + ".");
        }
        return width;
    }

    private double linePad() {
        OptionalDouble pad = facts.number(SpecKeys.PAD_VALUE);
        if (pad.isEmpty()) {
            return -1;
        }
        double sample = pad.getAsDouble();
        boolean whole = sample == Math.rint(sample);
        if (sample < 0 || sample > MOST_SAMPLE || (tensor.type() == DataType.UINT8 && !whole)) {
            throw new ModelFormatException("Expected 0 to 255, for a uint8 input a whole number, for " + facts.model()
                    + ", found " + facts.quote(SpecKeys.PAD_VALUE) + ".");
        }
        return sample;
    }

    /** The size at which the model sees the picture: the key, the tensor, or both if they agree. */
    private ImageSize target(String key) {
        Optional<ImageSize> said = Sizes.read(facts, key);
        if (said.isEmpty()) {
            ImageSize fixed = tensor.size()
                    .orElseThrow(() -> new ModelFormatException("Expected a size for the input "
                            + tensor + " of " + facts.model() + ", which leaves " + open() + " open, found no key "
                            + key
                            + ". " + facts.addHint("\"" + key + "\": 224 (or {\"height\": h, \"width\": w})")));
            facts.add(key, Sizes.json(fixed), Layer.IN_FILE, ImageTensor.SOURCE);
            return fixed;
        }
        if (!tensor.accepts(said.get())) {
            throw new ModelFormatException("Expected the size of the input " + tensor + " of " + facts.model()
                    + ", found " + facts.quote(key) + ".");
        }
        return said.get();
    }

    private String open() {
        if (tensor.height() == Shape.DYNAMIC) {
            return tensor.width() == Shape.DYNAMIC ? "height and width" : "the height";
        }
        return "the width";
    }

    private boolean truncates() {
        return new Choice<>(Map.of("truncate", true, "round", false)).read(facts, SpecKeys.RESIZE_ROUNDING);
    }

    private int atLeastOne(String key, int value) {
        if (value < 1) {
            throw new ModelFormatException(
                    "Expected at least 1 for " + facts.model() + ", found " + facts.quote(key) + ".");
        }
        return value;
    }

    private void standard(String key, String value) {
        facts.add(key, new JsonPrimitive(value), Layer.DEFAULT, "");
    }
}
