package dev.visiontask.segmentation.evaluation;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSource;
import dev.visiontask.evaluation.ConfusionMatrix;
import dev.visiontask.evaluation.Progress;
import dev.visiontask.segmentation.ClassMap;
import dev.visiontask.segmentation.SemanticSegmenter;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares class maps with the truth, pixel by pixel, in one confusion matrix over all pictures, as Pascal VOC and
 * Cityscapes do. Pixels of the truth without a class are not judged; a pixel that has a class in the truth but none in
 * the prediction counts as wrong.
 *
 * <pre>{@code
 * SegmentationFigures figures = SegmentationEvaluator.run(
 *         segmenter, MaskFolder.of(pictures, masks), MaskValues.PLAIN, Progress.NONE);
 * System.out.println(figures);
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
public final class SegmentationEvaluator {
    /** The name of the column for pixels that were given no class. */
    private static final String NONE = "(none)";

    private final List<String> labels;
    private final ConfusionMatrix total;
    private final List<PictureFigures> pictures = new ArrayList<>();

    /** An evaluator for classes with these names. */
    public SegmentationEvaluator(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.total = matrix();
    }

    private ConfusionMatrix matrix() {
        List<String> columns = new ArrayList<>(labels);
        columns.add(NONE);
        return ConfusionMatrix.of(columns);
    }

    /**
     * Lets a segmenter answer all pictures of a folder and compares with the masks.
     *
     * @param segmenter its labels are the classes
     * @param folder complete, or only its pairs are taken; see {@link MaskFolder#requireComplete}
     * @param values what the pixel values of the masks mean
     * @param progress hears of each picture
     * @throws BadInputException if a picture or mask cannot be read, or they differ in size; the message names them
     */
    public static SegmentationFigures run(
            SemanticSegmenter segmenter, MaskFolder folder, MaskValues values, Progress progress) {
        List<String> labels = segmenter.info().labels();
        SegmentationEvaluator evaluator = new SegmentationEvaluator(labels);
        MaskReader reader = new MaskReader(values, labels.size());
        List<MaskFolder.Pair> pairs = folder.pairs();
        for (int i = 0; i < pairs.size(); i++) {
            MaskFolder.Pair pair = pairs.get(i);
            ClassMap truth = reader.read(pair.mask());
            ClassMap predicted = segmenter.run(ImageSource.of(pair.picture())).map();
            if (!truth.size().equals(predicted.size())) {
                throw new BadInputException(pair.mask() + ": expected a mask of " + predicted.size() + ", the size of "
                        + pair.picture() + ", found: " + truth.size());
            }
            evaluator.add(pair.picture().toString(), truth, predicted);
            progress.update(i + 1L, pairs.size());
        }
        return evaluator.figures();
    }

    /**
     * Counts one picture.
     *
     * @param name of the picture, for its own figures
     * @param truth the right classes
     * @param predicted the answer
     * @throws IllegalArgumentException if the sizes differ or a class has no label
     */
    public void add(String name, ClassMap truth, ClassMap predicted) {
        if (!truth.size().equals(predicted.size())) {
            throw new IllegalArgumentException(
                    "Expected a prediction of " + truth.size() + " for " + name + ", found: " + predicted.size());
        }
        int highest = Math.max(truth.highest(), predicted.highest());
        if (highest >= labels.size()) {
            throw new IllegalArgumentException(
                    "Expected classes below " + labels.size() + " for " + name + ", found: " + highest);
        }
        ConfusionMatrix matrix = PixelCount.of(truth, predicted, matrix());
        total.add(matrix);
        SegmentationFigures figures = SegmentationFigures.of(labels, matrix, List.of());
        pictures.add(new PictureFigures(name, figures.pixelAccuracy(), figures.meanIou()));
    }

    /** The figures of all pictures so far. */
    public SegmentationFigures figures() {
        return SegmentationFigures.of(labels, total, pictures);
    }
}
