package dev.visiontask.detection.evaluation;

import dev.visiontask.evaluation.ConfusionMatrix;
import dev.visiontask.evaluation.TextTable;
import dev.visiontask.json.JsonResult;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a detector takes for what, and in which pictures. */
public final class DetectionConfusion implements JsonResult {
    /** The name of the last class of the matrix: no object. */
    public static final String BACKGROUND = "background";

    private final ConfusionMatrix matrix;
    private final List<PictureErrors> pictures;

    DetectionConfusion(ConfusionMatrix matrix, List<PictureErrors> pictures) {
        this.matrix = matrix;
        this.pictures = List.copyOf(pictures);
    }

    /**
     * The counts: a row is a class of the truth, a column one of the results; the last of each is the background, so that
     * the last column has what was missed and the last row what was found without being there. A copy.
     */
    public ConfusionMatrix matrix() {
        return ConfusionMatrix.of(matrix.labels()).add(matrix);
    }

    /** Each picture, by ascending id. */
    public List<PictureErrors> pictures() {
        return pictures;
    }

    /** The pictures with the most errors, the worst first; those without any are left out. */
    public List<PictureErrors> worst(int count) {
        return pictures.stream()
                .filter(picture -> picture.errors() > 0)
                .sorted(Comparator.comparingInt(PictureErrors::errors).reversed())
                .limit(count)
                .toList();
    }

    /** As JSON on one line, see {@link ConfusionMatrix#toJson()}. */
    @Override
    public String toJson() {
        return matrix.toJson();
    }

    /** For people: a row a class that occurs, with what was right, taken for another class, missed, and found in vain. */
    @Override
    public String toString() {
        int background = matrix.classes() - 1;
        TextTable table = new TextTable("class", "objects", "right", "confused", "missed", "extra");
        IntStream.range(0, background)
                .filter(i -> matrix.truthCount(i) + matrix.predictedCount(i) > 0)
                .forEach(i -> {
                    long right = matrix.count(i, i);
                    long missed = matrix.count(i, background);
                    table.row(
                            matrix.labels().get(i),
                            Long.toString(matrix.truthCount(i)),
                            Long.toString(right),
                            Long.toString(matrix.truthCount(i) - right - missed),
                            Long.toString(missed),
                            Long.toString(matrix.count(background, i)));
                });
        return table.toString();
    }
}
