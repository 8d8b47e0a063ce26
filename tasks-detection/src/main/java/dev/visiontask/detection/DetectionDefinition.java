package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.LabelRule;
import dev.visiontask.task.ImageInput;
import dev.visiontask.task.InputStage;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.task.TaskDefinition;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes a detector of a model: the keys it reads, and the decoder for its outputs. Serves to open one model. */
final class DetectionDefinition implements TaskDefinition<ImageSource, Geometry, DetectionOptions, Detections> {
    private static final Set<String> KEYS = Set.of(
            "decoder",
            "outputs",
            LayoutKeys.OUTPUT_LAYOUT,
            LayoutKeys.COORDINATES,
            "strides",
            "activation",
            "label_offset",
            "background_index",
            "nms",
            "nms_iou",
            "score_threshold",
            "max_results");

    private static final ImageSize TYPICAL_PICTURE = new ImageSize(640, 480);

    private final ReadOptions readOptions;
    private final DetectionOptions options;
    private ImageSize target = TYPICAL_PICTURE;

    DetectionDefinition(ReadOptions readOptions, DetectionOptions options) {
        this.readOptions = readOptions;
        this.options = options;
    }

    @Override
    public String task() {
        return "object-detection";
    }

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public InputStage<ImageSource, Geometry> input(ModelSpec spec, TensorInfo input) {
        target = spec.preprocessing(input).resize().geometry(TYPICAL_PICTURE).target();
        return new ImageInput(spec, input, readOptions);
    }

    @Override
    public InputStage<ImageSource, Geometry> input(ModelSpec spec, TensorInfo input, List<TensorInfo> outputs) {
        try {
            return input(spec, input);
        } catch (ModelFormatException e) {
            throw Recipe.missing(e, spec, input, outputs);
        }
    }

    @Override
    public OutputDecoder<Geometry, DetectionOptions, Detections> decoder(ModelSpec spec, ModelProbe probe) {
        List<Setting> settings = new ArrayList<>();
        ModelOutputs outputs = new ModelOutputs(spec, new OutputSample(probe), target, BatchAxis.FIRST);
        Families.Chosen chosen = Families.choose(outputs, settings);
        Recipe.check(spec, chosen.family());
        Layout layout = chosen.layout();
        flagGuesses(spec, chosen.family(), settings);
        if (layout.reading().recognised()) {
            settings.add(new Setting(
                    LayoutKeys.COORDINATES, "\"" + layout.reading().unit().key() + "\"", "in-file outputs"));
        }
        DetectionLabels labels = labels(spec, layout, settings);
        return new DetectionDecoder(
                new DetectionDecoder.Source(
                        chosen.family().name(), layout, chosen.outputs().axis()),
                labels,
                options.orElse(declared(spec)),
                settings(spec, layout, settings));
    }

    /** Detectors find less with another geometry or colour order than they were trained with, and do not tell. */
    private static void flagGuesses(ModelSpec spec, Family family, List<Setting> settings) {
        List<String> guessed = Stream.of("resize_mode", "color")
                .filter(key -> spec.origin(key).isEmpty())
                .toList();
        if (!guessed.isEmpty()) {
            String advice = Recipe.of(family.name())
                    .map(recipe -> " " + recipe.advice().replace("\"", "'"))
                    .orElse("");
            settings.add(new Setting(
                    "guessed",
                    "\"" + String.join(", ", guessed) + ": not described, so the default is taken." + advice + "\"",
                    "default"));
        }
    }

    private static DetectionLabels labels(ModelSpec spec, Layout layout, List<Setting> settings) {
        int offset = recognised("label_offset", LabelRule.offset(spec), layout.labelOffset(), 0, settings);
        int background =
                recognised("background_index", spec.integer("background_index"), layout.background(), -1, settings);
        List<String> labels = spec.labels().orElse(null);
        if (layout.classes() > 0 && Math.max(offset, background) >= layout.classes()) {
            throw new ModelFormatException("Expected label_offset and background_index below the " + layout.classes()
                    + " classes of output " + layout.scores() + ", found: " + offset + " and " + background + ".");
        }
        if (labels == null && offset < 0) {
            throw new ModelFormatException("Expected labels with label_offset " + offset + ", found: none.");
        }
        if (labels == null) {
            settings.add(new Setting("labels", "\"class 0\", \"class 1\", ...", "default"));
            int named = Math.max(0, layout.classes() - offset);
            return new DetectionLabels(
                    IntStream.range(0, named)
                            .mapToObj(index -> "class " + index)
                            .toList(),
                    offset,
                    background);
        }
        if (layout.classes() > 0 && labels.size() + offset != layout.classes()) {
            throw new ModelFormatException("Expected " + (layout.classes() - offset) + " labels for the "
                    + layout.classes() + " classes of output " + layout.scores() + " with label_offset " + offset
                    + ", found: " + labels.size() + " labels." + LabelRule.hint(labels, layout.classes())
                    + " If the output is one of another family, name it by the key decoder.");
        }
        LabelRule.withoutLeading(labels, offset);
        LabelRule.tell(labels, offset, spec.origin("label_offset").isPresent() ? "declared" : "default", settings);
        return new DetectionLabels(labels, offset, background);
    }

    private static int recognised(String key, OptionalInt declared, int found, int none, List<Setting> settings) {
        if (declared.isPresent()) {
            return declared.getAsInt();
        }
        if (found != none) {
            settings.add(new Setting(key, Integer.toString(found), "default of the decoder"));
        }
        return found;
    }

    /** What the description says; a value out of its range is the description's fault, not the caller's. */
    private static DetectionOptions declared(ModelSpec spec) {
        DetectionOptions.Builder declared = DetectionOptions.builder();
        try {
            spec.integer("max_results").ifPresent(declared::maxResults);
            spec.number("score_threshold").ifPresent(value -> declared.scoreThreshold((float) value));
            spec.number("nms_iou").ifPresent(value -> declared.nmsIou((float) value));
            spec.text("nms").map(DetectionDefinition::mode).ifPresent(declared::nms);
            return declared.build();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    "Expected max_results of at least 1, score_threshold and nms_iou of 0 to 1, and no nms_iou with nms"
                            + " none in the description of " + spec.file().path() + ". " + e.getMessage(),
                    e);
        }
    }

    private static NmsMode mode(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "class-aware" -> NmsMode.CLASS_AWARE;
            case "class-agnostic" -> NmsMode.CLASS_AGNOSTIC;
            case "soft" -> NmsMode.SOFT;
            case "none" -> NmsMode.NONE;
            default ->
                throw new UnsupportedOptionException(
                        "Expected class-aware, class-agnostic, soft or none for the key nms, found: " + name + ".");
        };
    }

    /** What neither the description nor the caller said. */
    private List<Setting> settings(ModelSpec spec, Layout layout, List<Setting> settings) {
        effective("score_threshold", options.scoreThreshold(), Selection.DEFAULT_THRESHOLD, spec, settings);
        effective("max_results", options.maxResults(), Selection.DEFAULT_MAX, spec, settings);
        effective("nms", options.nms(), layout.nms(), spec, settings);
        effective("nms_iou", options.nmsIou(), Selection.DEFAULT_IOU, spec, settings);
        return settings;
    }

    private static void effective(
            String key, @Nullable Object chosen, Object standard, ModelSpec spec, List<Setting> settings) {
        if (chosen != null) {
            settings.add(new Setting(key, text(chosen), "options"));
        } else if (spec.origin(key).isEmpty()) {
            settings.add(new Setting(key, text(standard), "default"));
        }
    }

    private static String text(Object value) {
        return value instanceof NmsMode mode
                ? "\"" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-') + "\""
                : value.toString();
    }
}
