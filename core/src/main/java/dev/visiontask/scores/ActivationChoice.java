package dev.visiontask.scores;

import dev.visiontask.ModelFormatException;
import dev.visiontask.Setting;
import dev.visiontask.UnsupportedOptionException;
import dev.visiontask.model.ModelSpec;
import dev.visiontask.task.ModelProbe;
import java.util.List;

/**
 * Decides what turns the output into scores. A declared activation is taken as it is, but for a softmax of one number, which
 * is always 1. Otherwise the model is run on a few
 * patterns and its numbers tell: if they are a distribution each time (none below 0, sum 1), the softmax is in the graph
 * and must not be applied twice; if some lie outside [0, 1] they are logits. Anything else could be either and has to be
 * declared.
 */
public final class ActivationChoice {
    private static final int PATTERNS = 3;

    /** Room for the rounding of a float32 or quantised softmax over a thousand classes. */
    private static final double SUM_TOLERANCE = 0.02;

    private static final float ROUNDING = 1e-5f;

    /** From here on the float32 sigmoid of x is 1. */
    private static final int SATURATED = 17;

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
        boolean alone = output.classes() == 1 || output.binary() != ClassOutput.Binary.NO;
        if (spec.text("activation").isPresent()) {
            return declared(Activation.ofId(spec.text("activation").get()), output, alone);
        }
        if (spec.text("problem_type").orElse("").equals("regression")) {
            throw new ModelFormatException("Expected a model that tells classes apart, found problem_type regression ("
                    + "config.json): its output " + output.name()
                    + " is a quantity, not a score. If it holds scores all the"
                    + " same, set the key activation to sigmoid, softmax or none.");
        }
        if (output.isQuantized()) {
            // The rounding of bytes hides whether a thousand of them sum to one; quantised models end in their softmax.
            settings.add(new Setting("activation", "\"none\"", "default for a quantised output"));
            return Activation.NONE;
        }
        Activation recognized = recognize(probe, output, multiLabel || alone);
        String why = alone && recognized == Activation.SIGMOID
                ? "recognised from the output; a softmax of one number is always 1"
                : "recognised from the output";
        settings.add(new Setting("activation", "\"" + recognized.id() + "\"", why));
        return recognized;
    }

    private static Activation declared(Activation activation, ClassOutput output, boolean alone) {
        if (alone && activation == Activation.SOFTMAX) {
            throw new UnsupportedOptionException("Expected the activation sigmoid or none for output " + output.name()
                    + ", which has one number for each input, found: softmax. A softmax of one number is always 1.");
        }
        return activation;
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
        boolean single = output.classes() == 1 || output.binary() != ClassOutput.Binary.NO;
        boolean constant = single;
        boolean saturated = single;
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            float[] values = output.read(probe.run(pattern), 0);
            if (single) {
                // Of -x and x the model wrote the second.
                values = new float[] {values[values.length - 1]};
                constant &= values[0] == 1;
                saturated &= Math.abs(values[0]) > SATURATED;
            }
            distributions &= isDistribution(values);
            scores &= isScores(values);
        }
        if (saturated) {
            throw new ModelFormatException("Expected an output " + output.name() + " whose one number is a logit or a"
                    + " score, found: more than " + SATURATED + " or less than -" + SATURATED + " for every image, of"
                    + " which the sigmoid is 1 or 0. It seems to be a quantity, such as an age, which no classifier"
                    + " gives. If it is a logit all the same, set the key activation to sigmoid.");
        }
        if (!scores) {
            return multiLabel ? Activation.SIGMOID : Activation.SOFTMAX;
        }
        if (distributions && output.classes() > 1 && !multiLabel) {
            return Activation.NONE;
        }
        if (constant) {
            throw new ModelFormatException("Expected an output " + output.name() + " whose numbers differ from image to"
                    + " image, found: 1 for every one. The model seems to end in a softmax of one number, which is always"
                    + " 1: export it without. If it is right, set the key activation to none.");
        }
        throw new ModelFormatException("Expected an output " + output.name() + " whose numbers show whether they are"
                + " logits or scores, found: numbers in [0, 1] that "
                + (distributions ? "sum to 1" : "do not sum to 1") + ". Set the key activation to "
                + (single ? "" : "softmax, ") + "sigmoid for logits or none for scores.");
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
