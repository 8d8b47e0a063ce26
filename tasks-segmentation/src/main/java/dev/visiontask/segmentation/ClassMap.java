package dev.visiontask.segmentation;

import dev.visiontask.ImageSize;
import dev.visiontask.draw.PixelClasses;
import java.util.Arrays;
import java.util.Objects;

/**
 * One class for each pixel of a picture: a byte a pixel for class indexes up to 254, two bytes for more. A pixel may
 * have no class, {@link #IGNORED}. Immutable; two maps are equal if their sizes and pixels are.
 */
public final class ClassMap implements PixelClasses {
    /** What {@link #at} gives for a pixel that has no class. */
    public static final int IGNORED = -1;

    /** The byte, and in a class map of 8 bits the pixel value, that stands for no class. */
    public static final int IGNORED_BYTE = 0xff;

    private static final int IGNORED_SHORT = 0xffff;
    private static final byte[] NO_BYTES = {};
    private static final short[] NO_SHORTS = {};

    private final ImageSize size;
    private final byte[] bytes;
    private final short[] shorts;
    private final long[] counts;

    private ClassMap(ImageSize size, byte[] bytes, short[] shorts) {
        this.size = size;
        this.bytes = bytes;
        this.shorts = shorts;
        this.counts = shorts.length == 0 ? ClassCounts.of(bytes) : ClassCounts.of(shorts);
    }

    /**
     * From one byte a pixel, the top row first: class indexes 0 to 254, and 255 for no class.
     *
     * @throws IllegalArgumentException if there are not as many bytes as pixels
     */
    public static ClassMap of(ImageSize size, byte[] classes) {
        return owning(size, classes.clone());
    }

    /**
     * From two bytes a pixel, the top row first: class indexes 0 to 65534 (as unsigned numbers), and 65535 for no class.
     *
     * @throws IllegalArgumentException if there are not as many numbers as pixels
     */
    public static ClassMap of(ImageSize size, short[] classes) {
        return owning(size, classes.clone());
    }

    /** As {@link #of(ImageSize, byte[])}, but the array is not copied: nobody else may keep it. */
    static ClassMap owning(ImageSize size, byte[] classes) {
        checkLength(size, classes.length);
        return new ClassMap(size, classes, NO_SHORTS);
    }

    /** As {@link #of(ImageSize, short[])}, but the array is not copied: nobody else may keep it. */
    static ClassMap owning(ImageSize size, short[] classes) {
        checkLength(size, classes.length);
        return new ClassMap(size, NO_BYTES, classes);
    }

    private static void checkLength(ImageSize size, int length) {
        if (length != size.pixels()) {
            throw new IllegalArgumentException(
                    "Expected " + size.pixels() + " classes for " + size + ", found: " + length);
        }
    }

    /** The size of the picture. */
    public ImageSize size() {
        return size;
    }

    /**
     * The class of a pixel.
     *
     * @param x the column, from 0
     * @param y the row, from 0
     * @return the class index, or {@link #IGNORED}
     */
    @Override
    public int at(int x, int y) {
        Objects.checkIndex(x, size.width());
        Objects.checkIndex(y, size.height());
        int pixel = y * size.width() + x;
        if (isWide()) {
            int value = shorts[pixel] & 0xffff;
            return value == IGNORED_SHORT ? IGNORED : value;
        }
        int value = bytes[pixel] & 0xff;
        return value == IGNORED_BYTE ? IGNORED : value;
    }

    /** How many pixels have this class, or none with {@link #IGNORED}. */
    public long count(int index) {
        if (index == IGNORED) {
            return counts[counts.length - 1];
        }
        return index >= 0 && index < counts.length - 1 ? counts[index] : 0;
    }

    /** The highest class index that occurs, or {@link #IGNORED} if no pixel has a class. */
    public int highest() {
        int index = counts.length - 2;
        while (index >= 0 && counts[index] == 0) {
            index--;
        }
        return index;
    }

    /** Whether each pixel takes two bytes. */
    boolean isWide() {
        return shorts.length > 0;
    }

    /**
     * One byte a pixel, the top row first: class indexes, and 255 for no class; a copy.
     *
     * @throws IllegalStateException if a class index is above 254
     */
    public byte[] toBytes() {
        if (!isWide()) {
            return bytes.clone();
        }
        if (highest() >= IGNORED_BYTE) {
            throw new IllegalStateException(
                    "Expected class indexes up to 254 for one byte a pixel, found: " + highest() + "; use toInts()");
        }
        byte[] copy = new byte[shorts.length];
        for (int i = 0; i < copy.length; i++) {
            // 65535 becomes 255.
            copy[i] = (byte) shorts[i];
        }
        return copy;
    }

    /** One number a pixel, the top row first: class indexes, and {@link #IGNORED} for no class; a copy. */
    public int[] toInts() {
        int[] copy = new int[Math.max(bytes.length, shorts.length)];
        int width = size.width();
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < width; x++, i++) {
                copy[i] = at(x, y);
            }
        }
        return copy;
    }

    /** The pixels themselves; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The pixels themselves, if they are wide; not to be changed. */
    short[] shorts() {
        return shorts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassMap that
                && size.equals(that.size)
                && (isWide() == that.isWide()
                        ? Arrays.equals(bytes, that.bytes) && Arrays.equals(shorts, that.shorts)
                        : Arrays.equals(toInts(), that.toInts()));
    }

    @Override
    public int hashCode() {
        int classes = highest() + 1;
        return 31 * size.hashCode() + Arrays.hashCode(Arrays.copyOf(counts, classes));
    }

    /** For people: the size and how many classes occur. */
    @Override
    public String toString() {
        long classes = Arrays.stream(counts, 0, counts.length - 1)
                .filter(count -> count > 0)
                .count();
        return "ClassMap[" + size + ", " + classes + " classes]";
    }
}
