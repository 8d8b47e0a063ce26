package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.InferenceException;
import dev.visiontask.preprocess.Geometry;
import dev.visiontask.tensor.Tensor;
import java.util.Arrays;

/**
 * The boxes that one call has still to choose from, in pixels of the model's input; column by column, so that many of them
 * cost no objects. The arrays are reused from call to call. Used by one thread at a time.
 */
final class Candidates {
    private static final int FIRST_CAPACITY = 256;

    /** Scores are sums and products in float32: one a little above 1 is 1. */
    private static final float LARGEST_SCORE = 1.001f;

    private static final ImageSize ONE = new ImageSize(1, 1);

    private float[] lefts = new float[FIRST_CAPACITY];
    private float[] tops = new float[FIRST_CAPACITY];
    private float[] rights = new float[FIRST_CAPACITY];
    private float[] bottoms = new float[FIRST_CAPACITY];
    private float[] scores = new float[FIRST_CAPACITY];
    private int[] classes = new int[FIRST_CAPACITY];
    private int[] rows = new int[FIRST_CAPACITY];
    private int size;
    private int row;

    private final float[][] scratch = new float[3][0];

    private Selection selection = Selection.EVERYTHING;
    private Geometry geometry = new Geometry(ONE, ONE, 0, 0, ONE);
    private float pictureLeft;
    private float pictureTop;
    private float pictureRight;
    private float pictureBottom;
    private final ImpossibleBoxes impossible = new ImpossibleBoxes();

    /** Forgets what was collected, and starts on a picture. */
    void begin(Selection wanted, Geometry picture) {
        size = 0;
        row = 0;
        impossible.begin();
        selection = wanted;
        geometry = picture;
        pictureLeft = geometry.offsetX();
        pictureTop = geometry.offsetY();
        pictureRight = (float) geometry.offsetX() + geometry.resized().width();
        pictureBottom = (float) geometry.offsetY() + geometry.resized().height();
    }

    /** The size of the model's input, which boxes are measured in. */
    ImageSize target() {
        return geometry.target();
    }

    /** Where the picture is in the model's input. */
    Geometry geometry() {
        return geometry;
    }

    /** The lowest score that is wanted. */
    float threshold() {
        return selection.scoreThreshold();
    }

    /** Whether a candidate of this class and score would be kept; a NaN is not. */
    boolean wants(int classIndex, float score) {
        return score >= selection.scoreThreshold() && selection.accepts(classIndex);
    }

    /** Says which of the model's predictions the candidates that are added next come from, so that its mask is found. */
    void from(int prediction) {
        row = prediction;
    }

    /**
     * Adds a candidate, unless its box is empty or lies outside the image. What cannot be is counted, but for boxes
     * without a score, which are filling.
     *
     * @param scored the tensor that the score was read from, for messages
     * @param classIndex the class by its index in the model's output
     */
    void add(Tensor scored, int classIndex, float score, float left, float top, float right, float bottom) {
        if (!(score <= LARGEST_SCORE)) {
            throw new InferenceException("Expected scores in [0, 1] in output " + scored.info() + ", found: " + score
                    + ". The model gives logits where this decoder expects probabilities, or another decoder is right:"
                    + " see the key decoder.");
        }
        if (score > 0) {
            impossible.see(left, top, right, bottom, geometry);
        }
        boolean inPicture = Math.min(right, pictureRight) > Math.max(left, pictureLeft)
                && Math.min(bottom, pictureBottom) > Math.max(top, pictureTop);
        if (!inPicture) {
            return;
        }
        if (size == scores.length) {
            grow();
        }
        lefts[size] = left;
        tops[size] = top;
        rights[size] = right;
        bottoms[size] = bottom;
        scores[size] = Math.min(1, score);
        classes[size] = classIndex;
        rows[size] = row;
        size++;
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        lefts = Arrays.copyOf(lefts, capacity);
        tops = Arrays.copyOf(tops, capacity);
        rights = Arrays.copyOf(rights, capacity);
        bottoms = Arrays.copyOf(bottoms, capacity);
        scores = Arrays.copyOf(scores, capacity);
        classes = Arrays.copyOf(classes, capacity);
        rows = Arrays.copyOf(rows, capacity);
    }

    /** The boxes among those that were added that no object can have. */
    ImpossibleBoxes impossible() {
        return impossible;
    }

    int size() {
        return size;
    }

    float score(int candidate) {
        return scores[candidate];
    }

    void score(int candidate, float changed) {
        scores[candidate] = changed;
    }

    int classIndex(int candidate) {
        return classes[candidate];
    }

    /** The prediction that it comes from. */
    int row(int candidate) {
        return rows[candidate];
    }

    float left(int candidate) {
        return lefts[candidate];
    }

    float top(int candidate) {
        return tops[candidate];
    }

    float right(int candidate) {
        return rights[candidate];
    }

    float bottom(int candidate) {
        return bottoms[candidate];
    }

    /** Intersection over union of two candidates. */
    double iou(int a, int b) {
        double width = Math.min(rights[a], rights[b]) - Math.max(lefts[a], lefts[b]);
        double height = Math.min(bottoms[a], bottoms[b]) - Math.max(tops[a], tops[b]);
        if (!(width > 0 && height > 0)) {
            return 0;
        }
        double common = width * height;
        return common / (area(a) + area(b) - common);
    }

    private double area(int candidate) {
        return ((double) rights[candidate] - lefts[candidate]) * ((double) bottoms[candidate] - tops[candidate]);
    }

    /**
     * Working memory of a decoder, of at least this length; what it holds is undefined.
     *
     * @param which 0, 1 or 2
     */
    float[] scratch(int which, int length) {
        if (scratch[which].length < length) {
            scratch[which] = new float[length];
        }
        return scratch[which];
    }
}
