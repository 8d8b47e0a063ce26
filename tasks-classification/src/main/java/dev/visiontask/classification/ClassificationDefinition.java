package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.scores.ActivationChoice;
import dev.visiontask.scores.ClassNames;
import dev.visiontask.scores.ClassOutput;
import dev.visiontask.task.ImageInput;
import dev.visiontask.task.InputStage;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.task.TaskDefinition;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What makes a classifier of a model: the keys it reads, and the decoder for its output. */
final class ClassificationDefinition
        implements TaskDefinition<ImageSource, Geometry, ClassificationOptions, Classifications> {
    private static final Set<String> KEYS = Set.of(
            "activation",
            "output",
            "multi_label",
            "label_offset",
            "background_index",
            "output_scale",
            "output_zero_point",
            "top_k",
            "score_threshold");

    private final ReadOptions readOptions;
    private final ClassificationOptions options;

    ClassificationDefinition(ReadOptions readOptions, ClassificationOptions options) {
        this.readOptions = readOptions;
        this.options = options;
    }

    @Override
    public String task() {
        return "image-classification";
    }

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public InputStage<ImageSource, Geometry> input(ModelSpec spec, TensorInfo input) {
        return new ImageInput(spec, input, readOptions);
    }

    @Override
    public OutputDecoder<Geometry, ClassificationOptions, Classifications> decoder(ModelSpec spec, ModelProbe probe) {
        List<Setting> settings = new ArrayList<>();
        ClassOutput output = ClassOutput.of(spec, probe.outputs(), settings);
        boolean multiLabel = ActivationChoice.isMultiLabel(spec, settings);
        Activation activation = ActivationChoice.of(spec, probe, output, multiLabel, settings);
        output = output.with(activation, settings);
        return new ClassificationDecoder(new ClassificationDecoder.Parts(
                output,
                activation,
                multiLabel,
                labels(spec, output, settings),
                options.orElse(declared(spec)),
                settings));
    }

    private static ClassLabels labels(ModelSpec spec, ClassOutput output, List<Setting> settings) {
        int background = spec.integer("background_index").orElse(-1);
        if (background >= output.classes()) {
            throw new ModelFormatException("Expected a background_index below the " + output.classes()
                    + " classes of output " + output.name() + ", found: " + background);
        }
        return new ClassLabels(ClassNames.of(spec, output, settings), background);
    }

    /** What the description says; a value out of its range is the description's fault, not the caller's. */
    private static ClassificationOptions declared(ModelSpec spec) {
        ClassificationOptions.Builder declared = ClassificationOptions.builder();
        try {
            spec.integer("top_k").ifPresent(declared::maxResults);
            spec.number("score_threshold").ifPresent(value -> declared.scoreThreshold((float) value));
            return declared.build();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    "Expected top_k of at least 1 and score_threshold of 0 to 1 in the description of "
                            + spec.file().path() + ". " + e.getMessage(),
                    e);
        }
    }
}
