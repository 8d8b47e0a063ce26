package dev.visiontask.segmentation;

import dev.visiontask.ImageSize;
import java.util.Arrays;
import java.util.Objects;

/**
 * How sure the model is of one class at each pixel of a picture: the alpha channel of a matting model, the softmax of a
 * class. A byte a pixel, in steps of 1/255. Immutable; two maps are equal if everything in them is.
 */
public final class ScoreMap {
    private static final float STEPS = 255;

    private final int index;
    private final String label;
    private final ImageSize size;
    private final byte[] values;

    private ScoreMap(int index, String label, ImageSize size, byte[] values) {
        this.index = index;
        this.label = Objects.requireNonNull(label, "label");
        this.size = size;
        this.values = values;
    }

    /**
     * From one byte a pixel, the top row first: 0 for a score of 0, 255 for a score of 1.
     *
     * @throws IllegalArgumentException if there are not as many bytes as pixels
     */
    public static ScoreMap of(int index, String label, ImageSize size, byte[] scores) {
        return owning(index, label, size, scores.clone());
    }

    /** As {@link #of}, but the array is not copied: nobody else may keep it. */
    static ScoreMap owning(int index, String label, ImageSize size, byte[] scores) {
        if (index < 0 || scores.length != size.pixels()) {
            throw new IllegalArgumentException("Expected an index of at least 0 and " + size.pixels() + " scores for "
                    + size + ", found: " + index + " and " + scores.length);
        }
        return new ScoreMap(index, label, size, scores);
    }

    /** The byte of a score, rounded; what is outside of [0, 1] is taken as the nearer end. */
    static byte step(float score) {
        return (byte) Math.round(Math.min(1f, Math.max(0f, score)) * STEPS);
    }

    /** The class, counted from 0 in the model's list of labels. */
    public int index() {
        return index;
    }

    /** The name of the class. */
    public String label() {
        return label;
    }

    /** The size of the picture. */
    public ImageSize size() {
        return size;
    }

    /** The score at a pixel, in [0, 1]; 0 where the model did not see the picture. */
    public float at(int x, int y) {
        Objects.checkIndex(x, size.width());
        Objects.checkIndex(y, size.height());
        return (values[y * size.width() + x] & 0xff) / STEPS;
    }

    /** One byte a pixel, the top row first: 0 for a score of 0, 255 for a score of 1; a copy. */
    public byte[] toBytes() {
        return values.clone();
    }

    /** As a PNG file of 8-bit gray: white where the model is sure. */
    public byte[] toPng() {
        return PngImages.gray(size, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreMap that
                && index == that.index
                && label.equals(that.label)
                && size.equals(that.size)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, label, size);
    }

    /** For people: class and size. */
    @Override
    public String toString() {
        return "ScoreMap[" + index + " " + label + ", " + size + "]";
    }
}
