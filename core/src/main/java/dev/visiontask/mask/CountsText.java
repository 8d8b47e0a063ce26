package dev.visiontask.mask;

/**
 * The compressed form of run lengths in COCO files: from the fourth run on, each is written as the difference to the
 * one two before; five bits a character, the lowest first, the sixth bit says that more follow, and 48 is added to make
 * it readable. After {@code rleToString} of the COCO API.
 */
final class CountsText {
    private static final int FIRST = 48;
    private static final int BITS = 5;
    private static final int LOW = 0x1f;
    private static final int SIGN = 0x10;
    private static final int MORE = 0x20;
    /** Enough for any difference of two counts below 2^31. */
    private static final int MOST_CHARACTERS = 7;

    private CountsText() {}

    static String write(int[] counts) {
        StringBuilder text = new StringBuilder(counts.length * 2);
        for (int i = 0; i < counts.length; i++) {
            long rest = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
            boolean more = true;
            while (more) {
                int bits = (int) (rest & LOW);
                rest >>= BITS;
                more = rest != ((bits & SIGN) == 0 ? 0 : -1);
                text.append((char) (FIRST + (more ? bits | MORE : bits)));
            }
        }
        return text.toString();
    }

    static int[] read(String text) {
        Runs counts = new Runs(text.length());
        int at = 0;
        while (at < text.length()) {
            int start = at;
            long value = 0;
            int bits;
            do {
                if (at == text.length() || at - start == MOST_CHARACTERS) {
                    throw new IllegalArgumentException("Expected compressed run lengths, found a number that does not"
                            + " end, from character " + start + " of " + text.length());
                }
                bits = text.charAt(at) - FIRST;
                if (bits < 0 || bits > (MORE | LOW)) {
                    throw new IllegalArgumentException("Expected compressed run lengths, characters '0' to 'o', found '"
                            + text.charAt(at) + "' at character " + at);
                }
                value |= (long) (bits & LOW) << (BITS * (at - start));
                at++;
            } while ((bits & MORE) != 0);
            if ((bits & SIGN) != 0) {
                value |= -1L << (BITS * (at - start));
            }
            int before = counts.size() > 2 ? counts.get(counts.size() - 2) : 0;
            counts.add(checked(value + before, start));
        }
        return counts.toArray();
    }

    private static int checked(long count, int start) {
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected run lengths from 0 to " + Integer.MAX_VALUE + ", found "
                    + count + " at character " + start);
        }
        return (int) count;
    }
}
