package dev.visiontask.classification;

import dev.visiontask.ImageSource;
import dev.visiontask.Setting;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
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
        ClassOutput output = OutputReading.of(spec, probe.outputs(), settings);
        boolean multiLabel = multiLabel(spec, settings);
        Activation activation = new ActivationChoice(spec, probe, output).choose(multiLabel, settings);
        return new ClassificationDecoder(new ClassificationDecoder.Parts(
                output,
                activation,
                multiLabel,
                LabelReading.of(spec, output, settings),
                options.orElse(declared(spec)),
                settings));
    }

    private static boolean multiLabel(ModelSpec spec, List<Setting> settings) {
        if (spec.flag("multi_label").isPresent()) {
            return spec.flag("multi_label").get();
        }
        String problem = spec.text("problem_type").orElse("");
        boolean multiLabel = problem.equals("multi_label_classification");
        settings.add(new Setting(
                "multi_label",
                Boolean.toString(multiLabel),
                problem.isEmpty() ? "default" : "problem_type " + problem));
        return multiLabel;
    }

    private static ClassificationOptions declared(ModelSpec spec) {
        ClassificationOptions.Builder declared = ClassificationOptions.builder();
        spec.integer("top_k").ifPresent(declared::maxResults);
        spec.number("score_threshold").ifPresent(value -> declared.scoreThreshold((float) value));
        return declared.build();
    }
}
