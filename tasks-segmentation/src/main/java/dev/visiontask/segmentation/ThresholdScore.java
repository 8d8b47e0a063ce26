package dev.visiontask.segmentation;

/** One channel: 1 where its score reaches a threshold, else 0. */
final class ThresholdScore implements RowClassifier {
    private final float threshold;
    private final float[] mixed;

    /** The threshold is in the numbers of the output, before any activation. */
    ThresholdScore(ScoreRows rows, float threshold) {
        this.threshold = threshold;
        this.mixed = new float[rows.length()];
    }

    @Override
    public void begin(float[] upper, float[] lower, float fraction) {
        HighestScore.mix(upper, lower, fraction, mixed);
    }

    @Override
    public int channel(int cell, float fraction) {
        return mixed[cell] * (1 - fraction) + mixed[cell + 1] * fraction >= threshold ? 1 : 0;
    }
}
