package dev.visiontask.video;

import java.util.Arrays;

/** Where the chunks of one list are: offset and length of each, in eight bytes. */
final class AviIndex {
    private static final int INITIAL = 1024;
    private static final long LENGTH = 0xffff_ffffL;

    private long[] entries = new long[INITIAL];
    private int count;

    /**
     * Adds a chunk.
     *
     * @param offset from the start of the list to the chunk's head, below 4 GiB
     * @param length of its data
     */
    void add(long offset, int length) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        entries[count++] = offset << Integer.SIZE | length;
    }

    int count() {
        return count;
    }

    int offset(int i) {
        return (int) (entries[i] >>> Integer.SIZE);
    }

    int length(int i) {
        return (int) (entries[i] & LENGTH);
    }

    void clear() {
        count = 0;
    }
}
