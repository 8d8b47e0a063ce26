package dev.visiontask.classification;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.task.ModelProbe;
import java.util.List;

/**
 * Decides what turns the output into scores. A declared activation is taken as it is. Otherwise the model is run on a few
 * patterns and its numbers tell: if they are a distribution each time (none below 0, sum 1), the softmax is in the graph
 * and must not be applied twice; if some lie outside [0, 1] they are logits. Anything else could be either and has to be
 * declared.
 */
final class ActivationChoice {
    private static final int PATTERNS = 3;

    /** Room for the rounding of a float32 or quantised softmax over a thousand classes. */
    private static final double SUM_TOLERANCE = 0.02;

    private static final float ROUNDING = 1e-5f;

    private final ModelSpec spec;
    private final ModelProbe probe;
    private final ClassOutput output;

    ActivationChoice(ModelSpec spec, ModelProbe probe, ClassOutput output) {
        this.spec = spec;
        this.probe = probe;
        this.output = output;
    }

    Activation choose(boolean multiLabel, List<Setting> settings) {
        if (spec.text("activation").isPresent()) {
            return Activation.ofId(spec.text("activation").get());
        }
        if (output.isQuantized()) {
            // The rounding of bytes hides whether a thousand of them sum to one; quantised models end in their softmax.
            settings.add(new Setting("activation", "\"none\"", "default for a quantised output"));
            return Activation.NONE;
        }
        Activation recognized = recognize(multiLabel);
        settings.add(new Setting("activation", "\"" + recognized.id() + "\"", "recognised from the output"));
        return recognized;
    }

    private Activation recognize(boolean multiLabel) {
        boolean distributions = true;
        boolean scores = true;
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            float[] values = output.read(probe.run(pattern), 0);
            distributions &= isDistribution(values);
            scores &= isScores(values);
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

    private static boolean isScores(float[] values) {
        for (float value : values) {
            if (value < 0 || value > 1 + ROUNDING) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDistribution(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return isScores(values) && Math.abs(sum - 1) <= SUM_TOLERANCE;
    }
}
