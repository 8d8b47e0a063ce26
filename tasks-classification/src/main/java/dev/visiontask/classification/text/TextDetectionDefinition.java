package dev.visiontask.classification.text;

import dev.visiontask.ImageSource;
import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.model.Origin;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.task.ImageInput;
import dev.visiontask.task.InputStage;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.task.TaskDefinition;
import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What makes a text detector of a model: the keys it reads, and the decoder for its map. */
final class TextDetectionDefinition
        implements TaskDefinition<ImageSource, Geometry, TextDetectionOptions, TextRegions> {
    private static final Set<String> KEYS =
            Set.of("output", "activation", "map_threshold", "score_threshold", "unclip_ratio", "max_candidates");

    private static final int PATTERNS = 3;

    private final ReadOptions readOptions;
    private final TextDetectionOptions options;

    TextDetectionDefinition(ReadOptions readOptions, TextDetectionOptions options) {
        this.readOptions = readOptions;
        this.options = options;
    }

    @Override
    public String task() {
        return "text-detection";
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
    public OutputDecoder<Geometry, TextDetectionOptions, TextRegions> decoder(ModelSpec spec, ModelProbe probe) {
        TensorInfo output = output(spec, probe.outputs());
        List<Setting> settings = new ArrayList<>();
        boolean logits = logits(spec, output.name(), probe, settings);
        return new DbDecoder(output.name(), logits, options.orElse(declared(spec)), settings);
    }

    private static TensorInfo output(ModelSpec spec, List<TensorInfo> outputs) {
        String named = spec.text("output").orElse("");
        List<TensorInfo> fitting = outputs.stream()
                .filter(output ->
                        named.isEmpty() ? isMap(output) : output.name().equals(named))
                .toList();
        if (fitting.size() != 1 || !isMap(fitting.get(0))) {
            throw new ModelFormatException("Expected one output [N, 1, H, W], a map of probabilities, of "
                    + spec.file().path() + ", found: " + (named.isEmpty() ? "" : "output " + named + " of ") + outputs
                    + ". A text detector of the kind of DB gives such a map; name one of several by the key output.");
        }
        return fitting.get(0);
    }

    private static boolean isMap(TensorInfo output) {
        Shape shape = output.shape();
        return output.type() == DataType.FLOAT32
                && (shape.rank() == 3 || (shape.rank() == 4 && shape.dim(1) == 1))
                && shape.dim(shape.rank() - 1) != 1
                && shape.dim(shape.rank() - 2) != 1;
    }

    /** A sigmoid in the graph gives nothing outside of 0 to 1, whatever the image; numbers outside are logits. */
    private static boolean logits(ModelSpec spec, String output, ModelProbe probe, List<Setting> settings) {
        String declared = spec.text("activation").orElse("");
        if (!declared.isEmpty()) {
            if (!declared.equals("sigmoid") && !declared.equals("none")) {
                throw new ModelFormatException("Expected sigmoid or none for the key activation of "
                        + spec.file().path() + ", found: " + declared);
            }
            return declared.equals("sigmoid");
        }
        boolean outside = false;
        for (int pattern = 0; pattern < PATTERNS && !outside; pattern++) {
            outside = probe.run(pattern).stream()
                    .filter(tensor -> tensor.name().equals(output))
                    .anyMatch(TextDetectionDefinition::isOutside);
        }
        settings.add(new Setting(
                "activation",
                outside ? "\"sigmoid\"" : "\"none\"",
                Origin.IN_FILE + " (recognised from the numbers of output " + output + ")"));
        return outside;
    }

    private static boolean isOutside(Tensor tensor) {
        long elements = tensor.shape().elements();
        for (int i = 0; i < elements; i++) {
            float value = tensor.floats().get(i);
            if (value < 0 || value > 1) {
                return true;
            }
        }
        return false;
    }

    private static TextDetectionOptions declared(ModelSpec spec) {
        try {
            return TextDetectionOptions.declared(spec);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    "Expected thresholds in their ranges in the description of "
                            + spec.file().path() + ". " + e.getMessage(),
                    e);
        }
    }
}
