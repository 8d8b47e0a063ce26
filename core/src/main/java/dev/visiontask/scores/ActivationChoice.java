package dev.visiontask.scores;

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
public final class ActivationChoice {
    private static final int PATTERNS = 3;

    /** Room for the rounding of a float32 or quantised softmax over a thousand classes. */
    private static final double SUM_TOLERANCE = 0.02;

    private static final float ROUNDING = 1e-5f;

    private ActivationChoice() {}

    /**
     * The key {@code activation}, or what the output tells.
     *
     * @param multiLabel whether several classes can hold at once: then logits go through a sigmoid, else through a softmax
     * @param settings gets what was recognised
     * @throws ModelFormatException if the output does not tell
     */
    public static Activation of(
            ModelSpec spec, ModelProbe probe, ClassOutput output, boolean multiLabel, List<Setting> settings) {
        if (spec.text("activation").isPresent()) {
            return Activation.ofId(spec.text("activation").get());
        }
        if (output.isQuantized()) {
            // The rounding of bytes hides whether a thousand of them sum to one; quantised models end in their softmax.
            settings.add(new Setting("activation", "\"none\"", "default for a quantised output"));
            return Activation.NONE;
        }
        Activation recognized = recognize(probe, output, multiLabel);
        settings.add(new Setting("activation", "\"" + recognized.id() + "\"", "recognised from the output"));
        return recognized;
    }

    /**
     * Whether several classes can hold at once: by the key {@code multi_label}, else by the {@code problem_type} of
     * {@code config.json}.
     *
     * @param settings gets what was found
     */
    public static boolean isMultiLabel(ModelSpec spec, List<Setting> settings) {
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

    private static Activation recognize(ModelProbe probe, ClassOutput output, boolean multiLabel) {
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
