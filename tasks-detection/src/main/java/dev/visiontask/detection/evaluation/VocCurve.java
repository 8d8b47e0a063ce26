package dev.visiontask.detection.evaluation;

/** Precision and recall of one class, going down the scores. */
final class VocCurve {
    private static final int ELEVEN = 11;

    private final double[] precision;
    private final double[] recall;
    private final int objects;
    private int right;
    private int size;

    VocCurve(int mostResults, int objects) {
        this.precision = new double[mostResults];
        this.recall = new double[mostResults];
        this.objects = objects;
    }

    void add(boolean hit) {
        right += hit ? 1 : 0;
        precision[size] = (double) right / (size + 1);
        recall[size] = (double) right / objects;
        size++;
    }

    /** The area under the curve, where precision is the best at that recall or any higher one. */
    double area() {
        double area = 0;
        double best = 0;
        for (int i = size - 1; i >= 0; i--) {
            best = Math.max(best, precision[i]);
            area += best * (recall[i] - (i == 0 ? 0 : recall[i - 1]));
        }
        return area;
    }

    /**
     * The mean of the best precisions at a recall of at least 0, 0.1, ... 1; multiples of 0.1 as floating point has them,
     * so that 3 of 10 objects are not quite a recall of 0.3, as in the usual implementations.
     */
    double atElevenPoints() {
        double sum = 0;
        for (int point = 0; point < ELEVEN; point++) {
            double best = 0;
            for (int i = size - 1; i >= 0 && recall[i] >= point * .1; i--) {
                best = Math.max(best, precision[i]);
            }
            sum += best;
        }
        return sum / ELEVEN;
    }
}
