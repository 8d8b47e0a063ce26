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
import dev.visiontask.tensor.Tensor;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What makes a text recogniser of a model: the keys it reads, its characters, and the decoder for its steps. */
final class TextRecognitionDefinition
        implements TaskDefinition<ImageSource, Geometry, TextRecognitionOptions, RecognizedText> {
    private static final Set<String> KEYS = Set.of("activation", "blank_index", "blank_in_labels");
    private static final int PATTERNS = 3;
    private static final double SUM_TOLERANCE = 0.02;

    private final ReadOptions readOptions;
    private final TextRecognitionOptions options;

    TextRecognitionDefinition(ReadOptions readOptions, TextRecognitionOptions options) {
        this.readOptions = readOptions;
        this.options = options;
    }

    @Override
    public String task() {
        return "text-recognition";
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
    public OutputDecoder<Geometry, TextRecognitionOptions, RecognizedText> decoder(ModelSpec spec, ModelProbe probe) {
        CharacterSet characters = CharacterSet.of(spec);
        String model = String.valueOf(spec.file().path());
        SequenceLayout layout = SequenceLayout.of(shapes(probe), characters, model);
        List<Setting> settings = new ArrayList<>();
        boolean softmax = softmax(spec, layout, probe, settings);
        settings.add(new Setting(
                "blank_index",
                String.valueOf(characters.blank(layout.classes())),
                spec.origin("blank_index").map(Origin::toString).orElse(Origin.DEFAULT.toString())));
        return new CtcDecoder(layout, characters, softmax, options, settings);
    }

    /** As declared or, where the number of steps or the batch is open, as they come out. */
    private static List<TensorInfo> shapes(ModelProbe probe) {
        return probe.run(0).stream().map(Tensor::info).toList();
    }

    /** If the numbers of each step are a distribution, whatever the image, the softmax is in the graph. */
    private static boolean softmax(ModelSpec spec, SequenceLayout layout, ModelProbe probe, List<Setting> settings) {
        String declared = spec.text("activation").orElse("");
        if (!declared.isEmpty()) {
            if (!declared.equals("softmax") && !declared.equals("none")) {
                throw new ModelFormatException("Expected softmax or none for the key activation of "
                        + spec.file().path() + ", found: " + declared);
            }
            return declared.equals("softmax");
        }
        boolean distribution = true;
        for (int pattern = 0; pattern < PATTERNS && distribution; pattern++) {
            distribution = probe.run(pattern).stream()
                    .filter(tensor -> tensor.name().equals(layout.output()))
                    .allMatch(tensor -> isDistribution(tensor, layout));
        }
        settings.add(new Setting(
                "activation",
                distribution ? "\"none\"" : "\"softmax\"",
                Origin.IN_FILE + " (recognised from the numbers of output " + layout.output() + ")"));
        return !distribution;
    }

    private static boolean isDistribution(Tensor tensor, SequenceLayout layout) {
        int stepStride = SequenceLayout.stride(tensor.shape(), layout.time());
        int classStride = SequenceLayout.stride(tensor.shape(), layout.character());
        for (int step = 0; step < tensor.shape().dim(layout.time()); step++) {
            double sum = 0;
            for (int i = 0; i < layout.classes(); i++) {
                float value = tensor.floats().get(step * stepStride + i * classStride);
                if (value < 0) {
                    return false;
                }
                sum += value;
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
