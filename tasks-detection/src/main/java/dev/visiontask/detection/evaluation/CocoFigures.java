package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.TextTable;
import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * COCO's twelve figures and those of each class; 0 to 1, or {@link #NONE}. AP is the mean of ten thresholds of the overlap
 * from 0.50 to 0.95 unless one is named. Small objects are of at most 32 x 32 square pixels, large ones of at least 96 x
 * 96.
 *
 * @param ap average precision, COCO's main figure
 * @param ap50 average precision at an overlap of at least 0.50
 * @param ap75 average precision at an overlap of at least 0.75
 * @param apSmall average precision of small objects
 * @param apMedium average precision of medium objects
 * @param apLarge average precision of large objects
 * @param ar1 average recall with one result a picture and class
 * @param ar10 average recall with at most 10
 * @param ar100 average recall with at most 100
 * @param arSmall average recall of small objects, with at most 100
 * @param arMedium average recall of medium objects
 * @param arLarge average recall of large objects
 * @param categories the classes that the truth has objects of, by ascending id
 * @param basis what was compared
 */
public record CocoFigures(
        double ap,
        double ap50,
        double ap75,
        double apSmall,
        double apMedium,
        double apLarge,
        double ar1,
        double ar10,
        double ar100,
        double arSmall,
        double arMedium,
        double arLarge,
        List<CategoryFigures> categories,
        Basis basis)
        implements JsonResult {
    /** Stands for a figure that does not apply, as the truth has no object of the kind; as {@code pycocotools} has it. */
    public static final double NONE = -1;

    /**
     * What was compared.
     *
     * @param overlap boxes or masks
     * @param images how many pictures
     * @param objects how many true objects, crowds included
     * @param results how many found objects
     */
    public record Basis(Overlap overlap, int images, int objects, int results) {
        /** Checks that it is said what was compared. */
        public Basis {
            Objects.requireNonNull(overlap, "overlap");
        }
    }

    /** Copies the list. */
    public CocoFigures {
        categories = List.copyOf(categories);
        Objects.requireNonNull(basis, "basis");
    }

    /** The figures of a class by its name; empty if the truth has no such object. */
    public Optional<CategoryFigures> category(String name) {
        return categories.stream()
                .filter(figures -> figures.category().name().equals(name))
                .findFirst();
    }

    /** The twelve in the order of {@code COCOeval.stats}: AP, AP50, AP75, AP by size, AR1, AR10, AR100, AR by size. */
    public double[] toArray() {
        return new double[] {ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge};
    }

    /**
     * As JSON on one line: {@code {"overlap":"box","images":64,"objects":547,"results":534,"AP":0.35,"AP50":...,
     * "AP_small":...,"AR100":...,"categories":[{"id":1,"name":"person","objects":150,"AP":...},...]}}.
     */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("overlap", basis.overlap().name().toLowerCase(Locale.ROOT))
                .put("images", basis.images())
                .put("objects", basis.objects())
                .put("results", basis.results())
                .put("AP", ap)
                .put("AP50", ap50)
                .put("AP75", ap75)
                .put("AP_small", apSmall)
                .put("AP_medium", apMedium)
                .put("AP_large", apLarge)
                .put("AR1", ar1)
                .put("AR10", ar10)
                .put("AR100", ar100)
                .put("AR_small", arSmall)
                .put("AR_medium", arMedium)
                .put("AR_large", arLarge)
                .put(
                        "categories",
                        categories.stream().map(CategoryFigures::json).toList())
                .toString();
    }

    /** For people: a row a class, the best first. */
    public String categoryTable() {
        TextTable table = new TextTable("class", "objects", "AP", "AP50", "AP75", "AR100");
        categories.stream()
                .sorted((a, b) -> Double.compare(b.ap(), a.ap()))
                .forEach(figures -> table.row(
                        figures.category().name(),
                        Integer.toString(figures.objects()),
                        TextTable.share(figures.ap()),
                        TextTable.share(figures.ap50()),
                        TextTable.share(figures.ap75()),
                        TextTable.share(figures.ar100())));
        return table.toString();
    }

    /** For people: the twelve figures in a table. */
    @Override
    public String toString() {
        TextTable table = new TextTable(
                "COCO " + basis.overlap().name().toLowerCase(Locale.ROOT),
                "all",
                "small",
                "medium",
                "large",
                "IoU 0.50",
                "IoU 0.75");
        table.row("AP", cell(ap), cell(apSmall), cell(apMedium), cell(apLarge), cell(ap50), cell(ap75));
        table.row("AR, 100 results", cell(ar100), cell(arSmall), cell(arMedium), cell(arLarge), "", "");
        table.row("AR, 10 results", cell(ar10), "", "", "", "", "");
        table.row("AR, 1 result", cell(ar1), "", "", "", "", "");
        return table + "" + basis.images() + " pictures, " + basis.objects() + " objects, " + basis.results()
                + " results\n";
    }

    private static String cell(double figure) {
        return TextTable.share(figure == NONE ? Double.NaN : figure);
    }
}
