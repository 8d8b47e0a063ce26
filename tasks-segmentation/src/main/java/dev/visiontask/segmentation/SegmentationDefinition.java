package dev.visiontask.segmentation;

import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.scores.Activation;
import dev.visiontask.task.ImageInput;
import dev.visiontask.task.InputStage;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.task.TaskDefinition;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What makes a segmenter of a model: the keys it reads, and the decoder for its output. */
final class SegmentationDefinition implements TaskDefinition<ImageSource, Geometry, SegmentationOptions, Segmentation> {
    private final ReadOptions readOptions;
    private final SegmentationOptions options;

    SegmentationDefinition(ReadOptions readOptions, SegmentationOptions options) {
        this.readOptions = readOptions;
        this.options = options;
    }

    @Override
    public String task() {
        return "semantic-segmentation";
    }

    @Override
    public Set<String> keys() {
        return SegmentationKeys.ALL;
    }

    @Override
    public InputStage<ImageSource, Geometry> input(ModelSpec spec, TensorInfo input) {
        return new ImageInput(spec, input, readOptions);
    }

    @Override
    public OutputDecoder<Geometry, SegmentationOptions, Segmentation> decoder(ModelSpec spec, ModelProbe probe) {
        List<Setting> settings = new ArrayList<>();
        List<Tensor> answer = probe.run(0);
        MapOutput output = new OutputReading(spec, answer, settings).read();
        refuseUnused(spec, output.form());
        Activation activation = ActivationChoice.of(spec, output, output.tensor(answer), settings);
        refuseSoftmax(output, activation);
        List<String> labels = LabelReading.of(spec, output, settings);
        return new SegmentationDecoder(new SegmentationDecoder.Parts(
                output,
                activation,
                new ClassNumbering(labels.size(), OutputReading.isReduced(spec), ignoreIndex(spec)),
                labels,
                options.orElse(declared(spec, output.form(), settings)),
                settings));
    }

    /** A key that means nothing for this output is a misunderstanding. */
    private static void refuseUnused(ModelSpec spec, OutputForm form) {
        for (String key : form.unused()) {
            if (spec.origin(key).isPresent()) {
                throw new UnsupportedOptionException("Expected only keys that mean something with the decoder "
                        + form.id() + ", found: " + key + ". Remove it, or set the key decoder.");
            }
        }
    }

    private static void refuseSoftmax(MapOutput output, Activation activation) {
        if (output.form() == OutputForm.FOREGROUND && activation == Activation.SOFTMAX) {
            throw new UnsupportedOptionException(
                    "Expected the activation sigmoid or none for the one channel of output " + output.name()
                            + ", found: softmax");
        }
    }

    private static int ignoreIndex(ModelSpec spec) {
        int index = spec.integer(SegmentationKeys.IGNORE_INDEX).orElse(-1);
        if (index < 0 && spec.integer(SegmentationKeys.IGNORE_INDEX).isPresent()) {
            throw new ModelFormatException("Expected an ignore_index of at least 0, found: " + index);
        }
        return index;
    }

    private static SegmentationOptions declared(ModelSpec spec, OutputForm form, List<Setting> settings) {
        SegmentationOptions.Builder declared = SegmentationOptions.builder();
        if (form == OutputForm.CLASS_MAP) {
            return declared.build();
        }
        String rule = spec.text(SegmentationKeys.MAP_RESAMPLING).orElse(null);
        declared.resampling(rule == null ? MapResampling.BILINEAR : MapResampling.ofId(rule));
        if (rule == null) {
            settings.add(new Setting(
                    SegmentationKeys.MAP_RESAMPLING, OutputReading.quoted(MapResampling.BILINEAR.id()), "default"));
        }
        if (form == OutputForm.FOREGROUND) {
            declared.threshold((float) spec.number(SegmentationKeys.THRESHOLD).orElse(0.5));
            if (spec.origin(SegmentationKeys.THRESHOLD).isEmpty()) {
                settings.add(new Setting(SegmentationKeys.THRESHOLD, "0.5", "default"));
            }
        }
        return declared.build();
    }
}
