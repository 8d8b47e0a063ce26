package dev.visiontask.evaluation;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class of the truth was predicted as each class: of pixels, pictures or objects. A row is a class of the
 * truth, a column a class of the predictions.
 *
 * <p>Shares of nothing are NaN where no other value is agreed on: the intersection over union of a class that is neither
 * in the truth nor predicted, the accuracy of an empty matrix. Means leave such classes out.
 *
 * <p>Counts are 64 bits wide. Not for use by several threads; let each fill its own and {@link #add(ConfusionMatrix)}
 * them up.
 */
public final class ConfusionMatrix implements JsonResult {
    private static final int NO_LABEL = -1;

    private final List<String> labels;
    private final int ignoreLabel;
    private final long[] counts;

    private ConfusionMatrix(List<String> labels, int ignoreLabel) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one class, found none");
        }
        this.labels = List.copyOf(labels);
        this.ignoreLabel = ignoreLabel;
        this.counts = new long[Math.multiplyExact(labels.size(), labels.size())];
    }

    /** An empty matrix of classes 0 to {@code classes - 1}, called {@code class 0} and so on. */
    public static ConfusionMatrix of(int classes) {
        return of(
                IntStream.range(0, classes).mapToObj(index -> "class " + index).toList());
    }

    /** An empty matrix of the classes with these names. */
    public static ConfusionMatrix of(List<String> labels) {
        return new ConfusionMatrix(labels, NO_LABEL);
    }

    /**
     * An empty matrix like this one that counts nothing where the truth has a certain label: 255 in Pascal VOC, 11 in
     * CamVid. The label may lie outside of the classes.
     *
     * @param label at least 0
     */
    public ConfusionMatrix ignoring(int label) {
        if (label < 0) {
            throw new IllegalArgumentException("Expected an ignore label of at least 0, found: " + label);
        }
        return new ConfusionMatrix(labels, label);
    }

    /**
     * Counts one.
     *
     * @throws IllegalArgumentException if a class is out of range and the truth is not the ignore label
     */
    public ConfusionMatrix add(int truth, int predicted) {
        return add(truth, predicted, 1);
    }

    /** Counts many of a kind, as {@link #add(int, int)}. */
    public ConfusionMatrix add(int truth, int predicted, long times) {
        if (times < 0) {
            throw new IllegalArgumentException("Expected at least 0 times, found: " + times);
        }
        if (truth != ignoreLabel) {
            check(truth, predicted);
            counts[truth * labels.size() + predicted] += times;
        }
        return this;
    }

    /**
     * Counts the pixels of a class map against the truth, one byte each, 0 to 255.
     *
     * @throws IllegalArgumentException if the lengths differ or a class is out of range; then nothing is counted
     */
    public ConfusionMatrix addAll(byte[] truth, byte[] predicted) {
        sameLength(truth.length, predicted.length);
        for (int i = 0; i < truth.length; i++) {
            if ((truth[i] & 0xff) != ignoreLabel) {
                check(truth[i] & 0xff, predicted[i] & 0xff);
            }
        }
        int classes = labels.size();
        for (int i = 0; i < truth.length; i++) {
            int row = truth[i] & 0xff;
            if (row != ignoreLabel) {
                counts[row * classes + (predicted[i] & 0xff)]++;
            }
        }
        return this;
    }

    /** Counts classes against the truth, as {@link #addAll(byte[], byte[])}. */
    public ConfusionMatrix addAll(int[] truth, int[] predicted) {
        sameLength(truth.length, predicted.length);
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] != ignoreLabel) {
                check(truth[i], predicted[i]);
            }
        }
        for (int i = 0; i < truth.length; i++) {
            add(truth[i], predicted[i]);
        }
        return this;
    }

    /**
     * Adds the counts of another matrix.
     *
     * @throws IllegalArgumentException if it has other classes
     */
    public ConfusionMatrix add(ConfusionMatrix other) {
        if (!labels.equals(other.labels)) {
            throw new IllegalArgumentException("Expected the classes " + labels + ", found: " + other.labels);
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        return this;
    }

    private static void sameLength(int truth, int predicted) {
        if (truth != predicted) {
            throw new IllegalArgumentException(
                    "Expected as many predictions as the truth has, " + truth + ", found: " + predicted);
        }
    }

    private void check(int truth, int predicted) {
        int classes = labels.size();
        if (truth < 0 || truth >= classes || predicted < 0 || predicted >= classes) {
            throw new IllegalArgumentException(
                    "Expected classes from 0 to " + (classes - 1) + ", found: truth " + truth + ", predicted "
                            + predicted
                            + (ignoreLabel == NO_LABEL ? ". Set the ignore label with ignoring(label)" : ""));
        }
    }

    /** How many classes there are. */
    public int classes() {
        return labels.size();
    }

    /** The names of the classes. */
    public List<String> labels() {
        return labels;
    }

    /** How often a class of the truth was predicted as that class. */
    public long count(int truth, int predicted) {
        check(truth, predicted);
        return counts[truth * labels.size() + predicted];
    }

    /** How often the class occurs in the truth: the sum of its row. */
    public long truthCount(int index) {
        check(index, 0);
        int row = index * labels.size();
        return Arrays.stream(counts, row, row + labels.size()).sum();
    }

    /** How often the class was predicted: the sum of its column. */
    public long predictedCount(int index) {
        check(0, index);
        return IntStream.range(0, labels.size())
                .mapToLong(row -> counts[row * labels.size() + index])
                .sum();
    }

    /** How much was counted in all. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** The share that was predicted right, of pixels the pixel accuracy; NaN if nothing was counted. */
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < labels.size(); i++) {
            right += count(i, i);
        }
        return share(right, total());
    }

    /** Intersection over union of a class: right / (in the truth or predicted); NaN if it is neither. */
    public double iou(int index) {
        return share(count(index, index), truthCount(index) + predictedCount(index) - count(index, index));
    }

    /** The mean intersection over union of the classes that occur in the truth; the usual mIoU. NaN if none does. */
    public double meanIou() {
        return mean(index -> truthCount(index) > 0 ? iou(index) : Double.NaN);
    }

    /** The mean intersection over union of the classes that occur in the truth or were predicted. */
    public double meanIouOfOccurring() {
        return mean(this::iou);
    }

    /** Of what was predicted as the class, the share that is; 0 if it was never predicted. */
    public double precision(int index) {
        return orZero(share(count(index, index), predictedCount(index)));
    }

    /** Of what is of the class, the share that was predicted so; 0 if the truth has none. */
    public double recall(int index) {
        return orZero(share(count(index, index), truthCount(index)));
    }

    /** The harmonic mean of precision and recall; 0 if both are. */
    public double f1(int index) {
        return orZero(share(2 * count(index, index), truthCount(index) + predictedCount(index)));
    }

    /** The mean recall of the classes that occur in the truth; balanced accuracy, mean class accuracy. */
    public double meanRecall() {
        return mean(index -> truthCount(index) > 0 ? recall(index) : Double.NaN);
    }

    /** The mean F1 of the classes that occur in the truth or were predicted. */
    public double macroF1() {
        return mean(index -> truthCount(index) + predictedCount(index) > 0 ? f1(index) : Double.NaN);
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, labels.size())
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** The counts, {@code [truth][predicted]}; a copy. */
    public long[][] toArray() {
        int classes = labels.size();
        return IntStream.range(0, classes)
                .mapToObj(row -> Arrays.copyOfRange(counts, row * classes, (row + 1) * classes))
                .toArray(long[][]::new);
    }

    /**
     * As JSON on one line: {@code {"labels":[...],"matrix":[[...],...],"accuracy":0.9,"mean_iou":0.7,"iou":[...]}};
     * {@code null} stands for NaN.
     */
    @Override
    public String toJson() {
        StringBuilder iou = new StringBuilder("[");
        for (int i = 0; i < labels.size(); i++) {
            iou.append(i == 0 ? "" : ",").append(number(iou(i)));
        }
        return new JsonObjectText()
                .putStrings("labels", labels)
                .putJson("matrix", Arrays.deepToString(toArray()))
                .putJson("accuracy", number(accuracy()))
                .putJson("mean_iou", number(meanIou()))
                .putJson("iou", iou.append(']').toString())
                .toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }

    /** For people: a row a class with its count in the truth, IoU, precision and recall, and the means below. */
    @Override
    public String toString() {
        TextTable table = new TextTable("class", "truth", "IoU", "precision", "recall");
        for (int i = 0; i < labels.size(); i++) {
            table.row(
                    labels.get(i),
                    Long.toString(truthCount(i)),
                    TextTable.share(iou(i)),
                    TextTable.share(precision(i)),
                    TextTable.share(recall(i)));
        }
        return table + "accuracy " + TextTable.share(accuracy()) + ", mean IoU " + TextTable.share(meanIou()) + '\n';
    }
}
