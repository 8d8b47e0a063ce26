package dev.visiontask.activity;

/** Arithmetic on places of frames in a clip. */
final class Places {
    private Places() {}

    static void check(long frames, int length) {
        if (frames < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 frame and a length of at least 1, found: " + frames + " and " + length);
        }
    }

    /** Places at a fixed distance, brought back into the clip where they lie beyond its end. */
    static long[] of(long start, long step, int length, long frames, ShortClip shortClip) {
        long[] places = new long[length];
        for (int i = 0; i < length; i++) {
            long place = start + i * step;
            if (place < frames) {
                places[i] = place;
            } else {
                places[i] = shortClip == ShortClip.LOOP || i == 0 ? place % frames : places[i - 1];
            }
        }
        return places;
    }
}
