package dev.visiontask.segmentation;

/** Counts the pixels of each value; the highest value, which stands for no class, is the last. */
final class ClassCounts {
    private ClassCounts() {}

    static long[] of(byte[] pixels) {
        // Neighbours mostly have one class: two tables keep an addition from waiting for the one before.
        int[] even = new int[1 << Byte.SIZE];
        int[] odd = new int[even.length];
        int last = pixels.length - 1;
        for (int i = 0; i < last; i += 2) {
            even[pixels[i] & 0xff]++;
            odd[pixels[i + 1] & 0xff]++;
        }
        if ((pixels.length & 1) == 1) {
            even[pixels[last] & 0xff]++;
        }
        long[] counts = new long[even.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (long) even[i] + odd[i];
        }
        return counts;
    }

    static long[] of(short[] pixels) {
        long[] counts = new long[1 << Short.SIZE];
        for (short pixel : pixels) {
            counts[pixel & 0xffff]++;
        }
        return counts;
    }
}
