package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.TextTable;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Pascal VOC's figures; 0 to 1, means over the classes that the truth has objects of, NaN if there is none.
 *
 * @param overlap the threshold of the overlap
 * @param meanAp mean average precision, from the areas under the curves
 * @param meanAp11 mean average precision, at 11 points of recall
 * @param classes each class, by ascending id
 */
public record VocFigures(double overlap, double meanAp, double meanAp11, List<OfClass> classes) implements JsonResult {
    /**
     * The figures of one class.
     *
     * @param category the class
     * @param objects how many true objects count
     * @param results how many were found
     * @param ap average precision, from the area under the curve
     * @param ap11 average precision, at 11 points of recall
     */
    public record OfClass(Category category, int objects, int results, double ap, double ap11) {
        /** Checks that there is a category. */
        public OfClass {
            Objects.requireNonNull(category, "category");
        }
    }

    /** Copies the list. */
    public VocFigures {
        classes = List.copyOf(classes);
    }

    static VocFigures of(double overlap, List<OfClass> classes) {
        return new VocFigures(overlap, mean(classes, OfClass::ap), mean(classes, OfClass::ap11), classes);
    }

    private static double mean(List<OfClass> classes, ToDoubleFunction<OfClass> figure) {
        return classes.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** The figures of a class by its name; empty if the truth has no such object. */
    public Optional<OfClass> category(String name) {
        return classes.stream()
                .filter(figures -> figures.category().name().equals(name))
                .findFirst();
    }

    /**
     * As JSON on one line: {@code {"overlap":0.5,"mAP":0.6,"mAP11":0.61,"classes":[{"id":1,"name":"cat","objects":10,
     * "results":12,"AP":0.6,"AP11":0.61},...]}}; {@code null} stands for NaN.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("overlap", overlap)
                .putJson("mAP", number(meanAp))
                .putJson("mAP11", number(meanAp11))
                .put("classes", classes.stream().map(VocFigures::json).toList())
                .toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }

    private static JsonObjectText json(OfClass figures) {
        return new JsonObjectText()
                .put("id", figures.category().id())
                .put("name", figures.category().name())
                .put("objects", figures.objects())
                .put("results", figures.results())
                .put("AP", figures.ap())
                .put("AP11", figures.ap11());
    }

    /** For people: a row a class, and the means below. */
    @Override
    public String toString() {
        TextTable table = new TextTable("class", "objects", "results", "AP", "AP, 11 points");
        for (OfClass figures : classes) {
            table.row(
                    figures.category().name(),
                    Integer.toString(figures.objects()),
                    Integer.toString(figures.results()),
                    TextTable.share(figures.ap()),
                    TextTable.share(figures.ap11()));
        }
        return table + "mAP " + TextTable.share(meanAp) + ", at 11 points " + TextTable.share(meanAp11) + ", IoU "
                + overlap + "\n";
    }
}
