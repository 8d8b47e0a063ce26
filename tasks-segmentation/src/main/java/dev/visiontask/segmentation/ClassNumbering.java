package dev.visiontask.segmentation;

/**
 * From the numbers of the output to the classes of the labels.
 *
 * @param classes how many classes there are
 * @param reduced whether number 0 stands for no class and number i for class i - 1
 * @param ignoreIndex another number that stands for no class, or -1
 */
record ClassNumbering(int classes, boolean reduced, int ignoreIndex) {
    /** What is neither a class nor none. */
    static final int UNKNOWN = -2;

    /** The class of a number, {@link ClassMap#IGNORED} or {@link #UNKNOWN}. */
    int of(long number) {
        if (number == ignoreIndex && ignoreIndex >= 0) {
            return ClassMap.IGNORED;
        }
        long index = reduced ? number - 1 : number;
        if (reduced && number == 0) {
            return ClassMap.IGNORED;
        }
        return index >= 0 && index < classes ? (int) index : UNKNOWN;
    }

    /** The classes of the channels 0 to {@code channels - 1}. */
    int[] ofChannels(int channels) {
        int[] indexes = new int[channels];
        for (int channel = 0; channel < channels; channel++) {
            indexes[channel] = of(channel);
        }
        return indexes;
    }
}
