package dev.visiontask.detection;

/** What the class numbers of a query of {@link DetrDecoder} are, and how many classes of a query may be objects. */
enum DetrScores {
    /** Logits of one choice, the last of which is "no object": a query has one class. */
    SOFTMAX,
    /** Logits of classes that are independent of each other. */
    SIGMOID,
    /** Probabilities already, of classes that are independent of each other. */
    NONE,
    /** Probabilities already, of one choice, the last of which is "no object". */
    NONE_WITH_NO_OBJECT;

    /** Scores are rounded to float32, so that a logit somewhat below that of the threshold may still reach it. */
    private static final double ROUNDING = 0.5;

    /** The sigmoid of logits above this is 1 in float32. */
    private static final double HIGHEST = 16;

    /** Whether a query has one class, its best; else each of its classes is a candidate. */
    boolean isOneClassAQuery() {
        return this == SOFTMAX || this == NONE_WITH_NO_OBJECT;
    }

    /** How many of the channels are classes. */
    int classes(int channels) {
        return isOneClassAQuery() ? channels - 1 : channels;
    }

    /** The lowest number that can give a score of this. */
    double lowestLogit(float score) {
        return this == SIGMOID ? Math.min(HIGHEST, Math.log(score / (1.0 - score))) - ROUNDING : score;
    }

    /** The score of a class of a query. */
    float of(float[] row, int chosen, int channels) {
        return switch (this) {
            case SOFTMAX -> share(row, chosen, channels);
            case SIGMOID -> OutputNumbers.sigmoid(row[chosen]);
            case NONE, NONE_WITH_NO_OBJECT -> row[chosen];
        };
    }

    private static float share(float[] row, int chosen, int channels) {
        double total = 0;
        for (int i = 0; i < channels; i++) {
            total += Math.exp((double) row[i] - row[chosen]);
        }
        return (float) (1 / total);
    }
}
