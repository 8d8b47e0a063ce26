package dev.visiontask.testkit;

import dev.visiontask.tensor.DataType;
import dev.visiontask.tensor.Shape;
import dev.visiontask.tensor.TensorInfo;
import java.util.Objects;
import java.util.Random;

/**
 * The smallest model with known answers, for any engine: the item is flattened row-major to {@code x}, and the scores are
 * {@code softmax(W x + b)} or, without softmax, {@code W x + b}. Input and output are float32 with an open batch
 * dimension: {@code [?, item...]} to {@code [?, classes]}. Immutable.
 */
public final class LinearModel {
    private final String inputName;
    private final String outputName;
    private final Shape itemShape;
    private final float[] weights;
    private final float[] bias;
    private final boolean softmax;

    /**
     * A model of these weights.
     *
     * @param itemShape the shape of one item, without the batch dimension, such as {@code [3, 2, 2]}
     * @param weights {@code classes x features}, row-major
     * @param bias one value a class
     * @param softmax whether the scores are squashed to sum to 1
     */
    public LinearModel(Shape itemShape, float[] weights, float[] bias, boolean softmax) {
        this("data", "scores", itemShape, weights.clone(), bias.clone(), softmax);
        long expected = itemShape.elements() * bias.length;
        if (weights.length != expected) {
            throw new IllegalArgumentException("Expected " + expected + " weights for " + itemShape + " and "
                    + bias.length + " classes, found: " + weights.length);
        }
    }

    private LinearModel(
            String inputName, String outputName, Shape itemShape, float[] weights, float[] bias, boolean softmax) {
        this.inputName = Objects.requireNonNull(inputName, "inputName");
        this.outputName = Objects.requireNonNull(outputName, "outputName");
        this.itemShape = itemShape;
        this.weights = weights;
        this.bias = bias;
        this.softmax = softmax;
    }

    /** Random weights in [-1, 1) and softmax; the same seed gives the same model. */
    public static LinearModel random(long seed, int classes, Shape itemShape) {
        Random random = new Random(seed);
        float[] weights = new float[Math.toIntExact(itemShape.elements() * classes)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() * 2 - 1;
        }
        float[] bias = new float[classes];
        for (int i = 0; i < classes; i++) {
            bias[i] = random.nextFloat() * 2 - 1;
        }
        return new LinearModel(itemShape, weights, bias, true);
    }

    /**
     * One class for each channel of an image tensor; its score is the mean of that channel, so that a picture of one
     * colour gives that colour back.
     *
     * @param itemShape {@code [channels, height, width]}
     */
    public static LinearModel channelMeans(Shape itemShape) {
        int channels = Math.toIntExact(itemShape.dim(0));
        int plane = Math.toIntExact(itemShape.dim(1) * itemShape.dim(2));
        float[] weights = new float[channels * channels * plane];
        for (int channel = 0; channel < channels; channel++) {
            int start = channel * channels * plane + channel * plane;
            for (int i = 0; i < plane; i++) {
                weights[start + i] = 1f / plane;
            }
        }
        return new LinearModel(itemShape, weights, new float[channels], false);
    }

    /** The same model under other tensor names; they are {@code data} and {@code scores} otherwise. */
    public LinearModel named(String newInputName, String newOutputName) {
        return new LinearModel(newInputName, newOutputName, itemShape, weights, bias, softmax);
    }

    /** The input: float32, open batch. */
    public TensorInfo input() {
        return new TensorInfo(inputName, DataType.FLOAT32, batchShape(Shape.DYNAMIC));
    }

    /** The output: float32, {@code [?, classes]}. */
    public TensorInfo output() {
        return new TensorInfo(outputName, DataType.FLOAT32, Shape.of(Shape.DYNAMIC, classes()));
    }

    /** The shape of one item, without the batch dimension. */
    public Shape itemShape() {
        return itemShape;
    }

    /** The shape of {@code batch} items. */
    public Shape batchShape(long batch) {
        long[] dims = new long[itemShape.rank() + 1];
        dims[0] = batch;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = itemShape.dim(i - 1);
        }
        return Shape.of(dims);
    }

    /** How many numbers one item has. */
    public int features() {
        return Math.toIntExact(itemShape.elements());
    }

    /** How many scores an item gets. */
    public int classes() {
        return bias.length;
    }

    /** {@code classes x features}, row-major; a copy. */
    public float[] weights() {
        return weights.clone();
    }

    /** One value a class; a copy. */
    public float[] bias() {
        return bias.clone();
    }

    /** Whether the scores sum to 1. */
    public boolean softmax() {
        return softmax;
    }

    /**
     * The right answer for one item.
     *
     * @param item the item's numbers, row-major
     */
    public float[] answer(float[] item) {
        int features = features();
        if (item.length != features) {
            throw new IllegalArgumentException("Expected " + features + " numbers, found: " + item.length);
        }
        double[] scores = new double[classes()];
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            double sum = bias[c];
            for (int i = 0; i < features; i++) {
                sum += (double) weights[c * features + i] * item[i];
            }
            scores[c] = sum;
            max = Math.max(max, sum);
        }
        return softmax ? squash(scores, max) : toFloats(scores, 1);
    }

    private static float[] squash(double[] scores, double max) {
        double total = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - max);
            total += scores[c];
        }
        return toFloats(scores, total);
    }

    private static float[] toFloats(double[] values, double divisor) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (values[i] / divisor);
        }
        return floats;
    }
}
