package dev.visiontask.classification;

/**
 * Turns the raw number of one class into its score. Rising in the number, so that the best raw numbers have the best
 * scores and only they need to be computed.
 */
final class ScoreFunction {
    private final Activation activation;
    private final float max;
    private final double sum;

    private ScoreFunction(Activation activation, float max, double sum) {
        this.activation = activation;
        this.max = max;
        this.sum = sum;
    }

    /** For the numbers of one input. The softmax is computed with its maximum subtracted, so that exp never overflows. */
    static ScoreFunction of(Activation activation, float[] values) {
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

    float score(float value) {
        return switch (activation) {
            case SOFTMAX -> (float) (Math.exp(value - max) / sum);
            case SIGMOID -> (float) (1 / (1 + Math.exp(-value)));
            case NONE -> value;
        };
    }
}
