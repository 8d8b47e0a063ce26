package dev.visiontask.mask;

import java.util.Arrays;

/** Collects run lengths; the first run is of pixels outside of the mask, then they take turns. */
final class Runs {
    private int[] lengths;
    private int size;

    Runs(int expected) {
        lengths = new int[Math.max(4, expected)];
    }

    void add(int length) {
        if (size == lengths.length) {
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        lengths[size++] = length;
    }

    void lengthenLast(int by) {
        lengths[size - 1] += by;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return lengths[index];
    }

    int[] toArray() {
        return Arrays.copyOf(lengths, size);
    }

    /** The pixels in both, or in either, of two masks of one size. */
    static int[] merge(int[] first, int[] second, boolean both) {
        Runs merged = new Runs(first.length + second.length);
        int a = 0;
        int b = 0;
        int leftOfA = first[0];
        int leftOfB = second[0];
        int run = 0;
        boolean inside = false;
        while (true) {
            int step = Math.min(leftOfA, leftOfB);
            run += step;
            leftOfA -= step;
            leftOfB -= step;
            while (leftOfA == 0 && a + 1 < first.length) {
                leftOfA = first[++a];
            }
            while (leftOfB == 0 && b + 1 < second.length) {
                leftOfB = second[++b];
            }
            boolean end = leftOfA == 0 && leftOfB == 0;
            boolean inA = (a & 1) == 1;
            boolean inB = (b & 1) == 1;
            boolean next = both ? inA && inB : inA || inB;
            if (end || next != inside) {
                merged.add(run);
                run = 0;
                inside = next;
            }
            if (end) {
                return merged.toArray();
            }
        }
    }

    /** How many pixels are in both of two masks of one size. */
    static int common(int[] first, int[] second) {
        int a = 0;
        int b = 0;
        int endOfA = first[0];
        int endOfB = second[0];
        int at = 0;
        int common = 0;
        while (true) {
            int end = Math.min(endOfA, endOfB);
            if ((a & b & 1) == 1) {
                common += end - at;
            }
            at = end;
            if (endOfA == end) {
                if (++a == first.length) {
                    return common;
                }
                endOfA += first[a];
            }
            if (endOfB == end) {
                if (++b == second.length) {
                    return common;
                }
                endOfB += second[b];
            }
        }
    }
}
