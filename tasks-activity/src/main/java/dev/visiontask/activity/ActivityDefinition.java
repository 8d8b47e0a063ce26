package dev.visiontask.activity;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.image.ReadOptions;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.scores.Activation;
import dev.visiontask.scores.ActivationChoice;
import dev.visiontask.scores.ClassNames;
import dev.visiontask.scores.ClassOutput;
import dev.visiontask.task.InputStage;
import dev.visiontask.task.ModelProbe;
import dev.visiontask.task.OutputDecoder;
import dev.visiontask.task.TaskDefinition;
import dev.visiontask.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes an activity recogniser of a model: the keys it reads, the way in, and the decoder for its output. */
final class ActivityDefinition implements TaskDefinition<Clip, ClipContext, ActivityOptions, Activities> {
    private static final Set<String> KEYS = Set.of(
            "clip_layout",
            "clip_length",
            "clip_sampling",
            "clip_stride",
            "clips",
            "short_clip",
            "crops",
            "consensus",
            "activation",
            "output",
            "multi_label",
            "label_offset",
            "output_scale",
            "output_zero_point",
            "top_k",
            "score_threshold");

    private final ReadOptions readOptions;
    private final ActivityOptions options;
    private final @Nullable ClipSampling sampling;
    private @Nullable ClipInput stage;

    ActivityDefinition(ReadOptions readOptions, ActivityOptions options, @Nullable ClipSampling sampling) {
        this.readOptions = readOptions;
        this.options = options;
        this.sampling = sampling;
    }

    @Override
    public String task() {
        return "activity-recognition";
    }

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public InputStage<Clip, ClipContext> input(ModelSpec spec, TensorInfo input) {
        ClipInput opened = new ClipInput(spec, input, readOptions, sampling);
        stage = opened;
        return opened;
    }

    /** What decides which numbers a clip becomes, once the task is open. */
    ClipPlan plan() {
        return Objects.requireNonNull(stage, "stage").plan();
    }

    @Override
    public OutputDecoder<ClipContext, ActivityOptions, Activities> decoder(ModelSpec spec, ModelProbe probe) {
        List<Setting> settings = new ArrayList<>();
        if (sampling != null) {
            settings.add(new Setting("sampling", sampling.toString(), "builder"));
        }
        ClassOutput output = ClassOutput.of(spec, probe.outputs(), settings);
        boolean multiLabel = ActivationChoice.isMultiLabel(spec, settings);
        Activation activation = ActivationChoice.of(spec, probe, output, multiLabel, settings);
        output = output.with(activation, settings);
        return new ActivityDecoder(new ActivityDecoder.Parts(
                output,
                activation,
                meanOfLogits(spec, settings),
                multiLabel,
                ClassNames.of(spec, output, settings),
                options.orElse(declared(spec)),
                List.copyOf(settings)));
    }

    private static boolean meanOfLogits(ModelSpec spec, List<Setting> settings) {
        if (spec.text("consensus").isEmpty()) {
            settings.add(new Setting("consensus", "\"probabilities\"", "default"));
            return false;
        }
        String wanted = spec.text("consensus").get();
        if (!wanted.equals("probabilities") && !wanted.equals("logits")) {
            throw new UnsupportedOptionException("Expected a consensus of probabilities or logits, found: " + wanted);
        }
        return wanted.equals("logits");
    }

    private static ActivityOptions declared(ModelSpec spec) {
        try {
            ActivityOptions declared = ActivityOptions.NONE;
            if (spec.integer("top_k").isPresent()) {
                declared = declared.withMaxResults(spec.integer("top_k").getAsInt());
            }
            if (spec.number("score_threshold").isPresent()) {
                declared = declared.withScoreThreshold(
                        (float) spec.number("score_threshold").getAsDouble());
            }
            return declared;
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    "Expected top_k of at least 1 and score_threshold of 0 to 1 in the description of "
                            + spec.file().path() + ". " + e.getMessage(),
                    e);
        }
    }
}
