package dev.visiontask.segmentation;

import java.util.Arrays;

/**
 * The channel with the highest score; of equal ones the lowest. The row is mixed and compared class by class, cell after
 * cell in memory. A pixel lies between two cells: a channel that is the highest in both is the highest anywhere between,
 * so that only pixels at the outlines need the scores of all channels.
 */
final class HighestScore implements RowClassifier {
    private final int channels;
    private final int stride;
    private final float[] mixed;
    private final float[] best;
    private final int[] winners;

    HighestScore(ScoreRows rows) {
        this.channels = rows.channels();
        this.stride = rows.stride();
        this.mixed = new float[rows.length()];
        this.best = new float[stride];
        this.winners = new int[stride];
    }

    @Override
    public void begin(float[] upper, float[] lower, float fraction) {
        mix(upper, lower, fraction, mixed);
        System.arraycopy(mixed, 0, best, 0, stride);
        Arrays.fill(winners, 0);
        for (int channel = 1; channel < channels; channel++) {
            challenge(mixed, channel * stride, channel, best, winners);
        }
    }

    /** A loop of its own, which the compiler turns into vector instructions. */
    static void mix(float[] upper, float[] lower, float fraction, float[] mixed) {
        float rest = 1 - fraction;
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = upper[i] * rest + lower[i] * fraction;
        }
    }

    private static void challenge(float[] scores, int start, int channel, float[] best, int[] winners) {
        for (int cell = 0; cell < best.length; cell++) {
            float score = scores[start + cell];
            if (score > best[cell]) {
                best[cell] = score;
                winners[cell] = channel;
            }
        }
    }

    @Override
    public int channel(int cell, float fraction) {
        int winner = winners[cell];
        return winner == winners[cell + 1] ? winner : search(cell, fraction);
    }

    private int search(int cell, float fraction) {
        float rest = 1 - fraction;
        float highest = mixed[cell] * rest + mixed[cell + 1] * fraction;
        int winner = 0;
        for (int channel = 1, at = cell + stride; channel < channels; channel++, at += stride) {
            float score = mixed[at] * rest + mixed[at + 1] * fraction;
            if (score > highest) {
                highest = score;
                winner = channel;
            }
        }
        return winner;
    }
}
