package dev.visiontask.classification.evaluation;

import dev.visiontask.evaluation.ConfusionMatrix;
import dev.visiontask.evaluation.TextTable;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How good a classifier is; shares from 0 to 1, NaN where nothing was counted. */
public final class ClassificationFigures implements JsonResult {
    private final long count;
    private final ConfusionMatrix confusion;
    private final long[] places;
    private final double[] rankingPrecisions;

    ClassificationFigures(long count, ConfusionMatrix confusion, long[] places, double[] rankingPrecisions) {
        this.count = count;
        this.confusion = confusion;
        this.places = places;
        this.rankingPrecisions = rankingPrecisions;
    }

    /**
     * The figures of one class against the rest.
     *
     * @param index the class
     * @param label its name
     * @param precision of the pictures taken for it, the share that show it; 0 if there are none
     * @param recall of the pictures that show it, the share that was taken for it; 0 if there are none
     * @param f1 the harmonic mean of both
     * @param support how many pictures show it
     */
    public record OfClass(int index, String label, double precision, double recall, double f1, long support) {}

    /** How many pictures were answered. */
    public long count() {
        return count;
    }

    /** The share of pictures whose class came first. */
    public double accuracy() {
        return topAccuracy(1);
    }

    /**
     * The share of pictures whose class came among the first ones.
     *
     * @param k how many, at least 1
     */
    public double topAccuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("Expected a k of at least 1, found: " + k);
        }
        long found = Arrays.stream(places, 0, Math.min(k, places.length)).sum();
        return count == 0 ? Double.NaN : (double) found / count;
    }

    /** What was taken for what; answers without any class are not in it. A copy. */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(confusion.labels()).add(confusion);
    }

    /** The figures of each class, in the order of the classes. */
    public List<OfClass> classes() {
        return IntStream.range(0, confusion.classes())
                .mapToObj(i -> new OfClass(
                        i,
                        confusion.labels().get(i),
                        confusion.precision(i),
                        confusion.recall(i),
                        confusion.f1(i),
                        confusion.truthCount(i)))
                .toList();
    }

    /** The mean F1 of the classes that are shown or were answered. */
    public double macroF1() {
        return confusion.macroF1();
    }

    /**
     * The average precision of a class's score over all pictures, see {@link RankingPrecision}; NaN if none shows it.
     *
     * @throws IllegalStateException if the scores were not kept
     */
    public double rankingPrecision(int index) {
        if (rankingPrecisions.length == 0) {
            throw new IllegalStateException("Scores were not kept; call keepingScores() on the evaluation first");
        }
        return rankingPrecisions[index];
    }

    /** The mean of {@link #rankingPrecision(int)} over the classes that are shown. */
    public double meanRankingPrecision() {
        return IntStream.range(0, confusion.classes())
                .mapToDouble(this::rankingPrecision)
                .filter(precision -> !Double.isNaN(precision))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * As JSON on one line: {@code
     * {"count":100,"top1":0.8,"top5":0.95,"macro_f1":0.79,"classes":[{"index":0,"label":"cat","precision":0.8,
     * "recall":0.7,"f1":0.75,"support":10},...]}}; {@code null} stands for NaN.
     */
    @Override
    public String toJson() {
        List<JsonObjectText> classes = classes().stream()
                .map(figures -> new JsonObjectText()
                        .put("index", figures.index())
                        .put("label", figures.label())
                        .put("precision", figures.precision())
                        .put("recall", figures.recall())
                        .put("f1", figures.f1())
                        .put("support", figures.support()))
                .toList();
        return new JsonObjectText()
                .put("count", count)
                .putJson("top1", number(topAccuracy(1)))
                .putJson("top5", number(topAccuracy(5)))
                .putJson("macro_f1", number(macroF1()))
                .put("classes", classes)
                .toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }

    /** For people: a row for each class that is shown or was answered, and the accuracies below. */
    @Override
    public String toString() {
        TextTable table = new TextTable("class", "pictures", "precision", "recall", "F1");
        for (OfClass figures : classes()) {
            if (figures.support() + confusion.predictedCount(figures.index()) == 0) {
                continue;
            }
            table.row(
                    figures.label(),
                    Long.toString(figures.support()),
                    TextTable.share(figures.precision()),
                    TextTable.share(figures.recall()),
                    TextTable.share(figures.f1()));
        }
        return table + "top-1 " + TextTable.share(topAccuracy(1)) + ", top-5 " + TextTable.share(topAccuracy(5))
                + ", macro F1 " + TextTable.share(macroF1()) + ", " + count + " pictures\n";
    }
}
