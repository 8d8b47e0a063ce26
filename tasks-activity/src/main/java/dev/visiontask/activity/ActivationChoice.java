package dev.visiontask.activity;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.task.ModelProbe;
import java.util.List;

/**
 * Decides what turns the output into scores: what is declared, else what the numbers of a few runs tell. Distributions
 * have their softmax in the graph, numbers outside [0, 1] are logits, and anything else has to be declared.
 */
final class ActivationChoice {
    private static final int PATTERNS = 3;
    private static final double SUM_TOLERANCE = 0.02;
    private static final float ROUNDING = 1e-5f;

    private final ModelProbe probe;
    private final ActivityOutput output;

    ActivationChoice(ModelProbe probe, ActivityOutput output) {
        this.probe = probe;
        this.output = output;
    }

    Activation choose(ModelSpec spec, boolean multiLabel, List<Setting> settings) {
        if (spec.text("activation").isPresent()) {
            return Activation.ofId(spec.text("activation").get());
        }
        Activation recognised = recognise(multiLabel);
        settings.add(new Setting("activation", "\"" + recognised.id() + "\"", "recognised from the output"));
        return recognised;
    }

    private Activation recognise(boolean multiLabel) {
        boolean scores = true;
        boolean distributions = true;
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            double sum = 0;
            for (float value : output.read(probe.run(pattern), 0)) {
                scores &= value >= 0 && value <= 1 + ROUNDING;
                sum += value;
            }
            distributions &= Math.abs(sum - 1) <= SUM_TOLERANCE;
        }
        if (!scores) {
            return multiLabel ? Activation.SIGMOID : Activation.SOFTMAX;
        }
        if (distributions && output.classes() > 1 && !multiLabel) {
            return Activation.NONE;
        }
        throw new ModelFormatException("Expected an output " + output.name() + " whose numbers show whether they are"
                + " logits or scores, found: numbers in [0, 1] that "
                + (distributions ? "sum to 1" : "do not sum to 1")
                + ". Set the key activation to softmax, sigmoid or none.");
    }
}
