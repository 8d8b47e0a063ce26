package dev.visiontask.scores;

/**
 * Turns the raw number of one class into its score. Rising in the number, so that the best raw numbers have the best
 * scores and only they need to be computed. Immutable.
 */
public final class ScoreFunction {
    private final Activation activation;
    private final float max;
    private final double sum;

    private ScoreFunction(Activation activation, float max, double sum) {
        this.activation = activation;
        this.max = max;
        this.sum = sum;
    }

    /** For the numbers of all classes of one input. The softmax is computed with its maximum subtracted, so that exp never overflows. */
    public static ScoreFunction of(Activation activation, float[] values) {
        if (activation != Activation.SOFTMAX) {
            return new ScoreFunction(activation, 0, 1);
        }
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value - max);
        }
        return new ScoreFunction(activation, max, sum);
    }

    /** The score of a class of which this is the number. */
    public float score(float value) {
        return activation == Activation.SOFTMAX ? (float) (Math.exp(value - max) / sum) : activation.score(value);
    }

    /** The scores of all classes, in place of their numbers. */
    public static float[] apply(Activation activation, float[] values) {
        ScoreFunction function = of(activation, values);
        for (int i = 0; i < values.length; i++) {
            values[i] = function.score(values[i]);
        }
        return values;
    }
}
