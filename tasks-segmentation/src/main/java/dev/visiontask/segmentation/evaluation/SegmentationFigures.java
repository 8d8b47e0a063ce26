package dev.visiontask.segmentation.evaluation;

import dev.visiontask.evaluation.ConfusionMatrix;
import dev.visiontask.evaluation.TextTable;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The usual figures of semantic segmentation, from one confusion matrix over all pictures.
 *
 * @param meanIou the mean intersection over union of the classes that occur in the truth; NaN if none does
 * @param meanIouOfOccurring the mean over the classes that occur in the truth or were predicted
 * @param pixelAccuracy the share of the judged pixels that are right
 * @param meanAccuracy the mean, over the classes that occur in the truth, of the share of their pixels that are right
 * @param pixels how many pixels were judged
 * @param classes the figures of each class, by index
 * @param pictures the figures of each picture, in the order in which they were added
 */
public record SegmentationFigures(
        double meanIou,
        double meanIouOfOccurring,
        double pixelAccuracy,
        double meanAccuracy,
        long pixels,
        List<ClassFigures> classes,
        List<PictureFigures> pictures)
        implements JsonResult {
    /** Copies the lists. */
    public SegmentationFigures {
        classes = List.copyOf(classes);
        pictures = List.copyOf(pictures);
    }

    /** From a matrix whose last class, after those with labels, stands for none. */
    static SegmentationFigures of(List<String> labels, ConfusionMatrix matrix, List<PictureFigures> pictures) {
        List<ClassFigures> classes = IntStream.range(0, labels.size())
                .mapToObj(index -> figures(index, labels.get(index), matrix))
                .toList();
        return new SegmentationFigures(
                mean(classes, each -> each.truthPixels() > 0),
                mean(classes, each -> each.truthPixels() + each.predictedPixels() > 0),
                matrix.accuracy(),
                matrix.meanRecall(),
                matrix.total(),
                classes,
                pictures);
    }

    private static ClassFigures figures(int index, String label, ConfusionMatrix matrix) {
        long truth = matrix.truthCount(index);
        return new ClassFigures(
                index,
                label,
                matrix.iou(index),
                truth == 0 ? Double.NaN : matrix.recall(index),
                truth,
                matrix.predictedCount(index));
    }

    private static double mean(List<ClassFigures> classes, Predicate<ClassFigures> counts) {
        return classes.stream()
                .filter(counts)
                .mapToDouble(ClassFigures::iou)
                .average()
                .orElse(Double.NaN);
    }

    /** The pictures with the lowest mean IoU, the worst first; those without a judged pixel are left out. */
    public List<PictureFigures> worst(int count) {
        return pictures.stream()
                .filter(picture -> !Double.isNaN(picture.meanIou()))
                .sorted(Comparator.comparingDouble(PictureFigures::meanIou))
                .limit(count)
                .toList();
    }

    /**
     * As JSON on one line: {@code {"mean_iou":0.49,"mean_iou_of_occurring":0.49,"pixel_accuracy":0.92,
     * "mean_accuracy":0.6,"pixels":545000,"pictures":3,"classes":[{"index":0,"label":"background","iou":0.92,
     * "accuracy":0.97,"truth_pixels":300000,"predicted_pixels":310000},...]}}; {@code null} stands for NaN.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .putJson("mean_iou", number(meanIou))
                .putJson("mean_iou_of_occurring", number(meanIouOfOccurring))
                .putJson("pixel_accuracy", number(pixelAccuracy))
                .putJson("mean_accuracy", number(meanAccuracy))
                .put("pixels", pixels)
                .put("pictures", pictures.size())
                .put("classes", classes.stream().map(SegmentationFigures::json).toList())
                .toString();
    }

    private static JsonObjectText json(ClassFigures figures) {
        return new JsonObjectText()
                .put("index", figures.index())
                .put("label", figures.label())
                .putJson("iou", number(figures.iou()))
                .putJson("accuracy", number(figures.accuracy()))
                .put("truth_pixels", figures.truthPixels())
                .put("predicted_pixels", figures.predictedPixels());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }

    /** For people: a row for each class that occurs, and the means below. */
    @Override
    public String toString() {
        TextTable table = new TextTable("class", "IoU", "accuracy", "truth", "predicted");
        for (ClassFigures each : classes) {
            if (each.truthPixels() + each.predictedPixels() > 0) {
                table.row(
                        each.label(),
                        TextTable.share(each.iou()),
                        TextTable.share(each.accuracy()),
                        Long.toString(each.truthPixels()),
                        Long.toString(each.predictedPixels()));
            }
        }
        return table + "mean IoU " + TextTable.share(meanIou) + ", pixel accuracy " + TextTable.share(pixelAccuracy)
                + ", mean accuracy " + TextTable.share(meanAccuracy) + ", " + pictures.size() + " pictures\n";
    }
}
