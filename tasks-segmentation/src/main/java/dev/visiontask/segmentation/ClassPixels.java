package dev.visiontask.segmentation;

import dev.visiontask.ImageSize;
import java.util.Arrays;

/** A class map in the making: no pixel has a class until it is set. */
final class ClassPixels {
    private final ImageSize size;
    private final boolean isWide;
    private final byte[] bytes;
    private final short[] shorts;

    /** For class indexes below {@code classes}. */
    ClassPixels(ImageSize size, int classes) {
        this.size = size;
        this.isWide = classes > ClassMap.IGNORED_BYTE;
        int pixels = Math.toIntExact(size.pixels());
        this.bytes = new byte[isWide ? 0 : pixels];
        this.shorts = new short[isWide ? pixels : 0];
        Arrays.fill(bytes, (byte) ClassMap.IGNORED);
        Arrays.fill(shorts, (short) ClassMap.IGNORED);
    }

    ImageSize size() {
        return size;
    }

    /** Sets one pixel. */
    void put(int x, int y, int index) {
        int pixel = y * size.width() + x;
        if (isWide) {
            shorts[pixel] = (short) index;
        } else {
            bytes[pixel] = (byte) index;
        }
    }

    /** Makes row y equal to the row above it. */
    void repeat(int y) {
        int width = size.width();
        if (isWide) {
            System.arraycopy(shorts, (y - 1) * width, shorts, y * width, width);
        } else {
            System.arraycopy(bytes, (y - 1) * width, bytes, y * width, width);
        }
    }

    /** The map; this object must not be used any more. */
    ClassMap toMap() {
        return isWide ? ClassMap.owning(size, shorts) : ClassMap.owning(size, bytes);
    }
}
