package dev.visiontask.scores;

import java.util.Arrays;
import java.util.BitSet;

/** Finds the highest values: descending, equal ones in the order of their indexes. */
public final class TopScores {
    private static final int INSERTION_LIMIT = 32;

    private TopScores() {}

    /** The indexes of the {@code count} highest of the candidate values, or of all candidates if there are fewer. */
    public static int[] indexes(float[] values, BitSet candidates, int count) {
        int size = Math.min(count, candidates.cardinality());
        return size <= INSERTION_LIMIT ? byInsertion(values, candidates, size) : bySorting(values, candidates, size);
    }

    private static int[] byInsertion(float[] values, BitSet candidates, int size) {
        int[] top = new int[size];
        int filled = 0;
        for (int i = candidates.nextSetBit(0); i >= 0 && size > 0; i = candidates.nextSetBit(i + 1)) {
            if (filled == size && values[i] <= values[top[size - 1]]) {
                continue;
            }
            int place = filled < size ? filled++ : size - 1;
            while (place > 0 && values[top[place - 1]] < values[i]) {
                top[place] = top[place - 1];
                place--;
            }
            top[place] = i;
        }
        return top;
    }

    private static int[] bySorting(float[] values, BitSet candidates, int size) {
        long[] keys = candidates.stream().mapToLong(i -> key(values[i], i)).toArray();
        Arrays.sort(keys);
        int[] top = new int[size];
        for (int i = 0; i < size; i++) {
            top[i] = (int) keys[i];
        }
        return top;
    }

    /** Sorts ascending as the value descends and then as the index ascends. */
    private static long key(float value, int index) {
        // + 0f makes -0 and 0 equal; the bits of floats sort like integers once the negative ones are flipped.
        int bits = Float.floatToIntBits(value + 0f);
        int ascending = bits ^ ((bits >> 31) & 0x7fffffff);
        return ((long) ~ascending << 32) | index;
    }
}
