package dev.visiontask.segmentation;

/**
 * The colours of Pascal VOC's palette images, which many tools expect: the bits of the index, lowest first, are dealt to
 * the highest free bit of red, green and blue in turn (function {@code VOClabelcolormap} of the VOC development kit). 0
 * is black, 255 is a light beige.
 */
final class VocPalette {
    private static final int COLORS = 256;

    private VocPalette() {}

    /** 256 colours, {@code 0xRRGGBB}. */
    static int[] colors() {
        int[] colors = new int[COLORS];
        for (int index = 0; index < COLORS; index++) {
            colors[index] = color(index);
        }
        return colors;
    }

    private static int color(int index) {
        int rgb = 0;
        for (int bit = Byte.SIZE - 1, rest = index; rest > 0; bit--, rest >>= 3) {
            rgb |= (rest & 1) << (16 + bit) | (rest >> 1 & 1) << (8 + bit) | (rest >> 2 & 1) << bit;
        }
        return rgb;
    }
}
