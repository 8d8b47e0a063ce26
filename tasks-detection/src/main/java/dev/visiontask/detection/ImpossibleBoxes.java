package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import dev.visiontask.preprocess.Geometry;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the boxes of one image that no object can have, whatever the model saw. Single ones may be a rounding or an
 * untrained corner of a model; all of them mean that the numbers are read in a wrong way. Used by one thread at a time.
 */
final class ImpossibleBoxes {
    /** Objects that are cut off reach somewhat beyond the input or the image, never over several of them. */
    private static final float LARGEST = 4;

    /** In pixels: the objects that detectors find are larger, and so small a corner of the image has no other. */
    private static final float CORNER = 3;

    private static final int LEAST_EDGE = 32;

    /** So many boxes that are all a little wrong are no chance. */
    private static final int SEVERAL = 5;

    /** Of so many boxes one half is enough to tell that all are misread. */
    private static final int MANY = 10;

    /** What is wrong with a box. */
    enum Kind {
        REVERSED(true, "the right edge left of the left one, or the bottom above the top"),
        HUGE(true, "a box of several times the input"),
        CORNER(true, "a box within the first pixels of the input"),
        FAR(true, "all of the box far outside the input"),
        BESIDE(false, "all of the box outside the input"),
        EMPTY(false, "no width or height");

        /** Whether one of these is enough to tell that boxes are misread. */
        private final boolean certain;

        private final String words;

        Kind(boolean certain, String words) {
            this.certain = certain;
            this.words = words;
        }
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final float[] example = new float[4];
    private int boxes;
    private int impossible;
    private int certain;

    /** Starts on an image. */
    void begin() {
        counts.clear();
        boxes = 0;
        impossible = 0;
        certain = 0;
    }

    /** Looks at a box that is over the threshold, in pixels of the input. */
    void see(float left, float top, float right, float bottom, Geometry geometry) {
        boxes++;
        ImageSize input = geometry.target();
        if (!(right > left && bottom > top)) {
            count(right < left || bottom < top ? Kind.REVERSED : Kind.EMPTY, left, top, right, bottom);
        } else if (right - left
                        > LARGEST * Math.max(input.width(), geometry.resized().width())
                || bottom - top
                        > LARGEST * Math.max(input.height(), geometry.resized().height())) {
            count(Kind.HUGE, left, top, right, bottom);
        } else if (right <= CORNER && bottom <= CORNER && Math.min(input.width(), input.height()) >= LEAST_EDGE) {
            count(Kind.CORNER, left, top, right, bottom);
        } else if (isBeyond(
                        left,
                        right,
                        input.width(),
                        geometry.offsetX(),
                        geometry.resized().width())
                || isBeyond(
                        top,
                        bottom,
                        input.height(),
                        geometry.offsetY(),
                        geometry.resized().height())) {
            boolean far = left >= 2 * input.width()
                    || top >= 2 * input.height()
                    || right <= -input.width()
                    || bottom <= -input.height();
            count(far ? Kind.FAR : Kind.BESIDE, left, top, right, bottom);
        }
    }

    /** Whether two sides lie beyond the input, and beyond the parts of the image that a crop has cut off. */
    private static boolean isBeyond(float low, float high, int input, int imageStart, int image) {
        return low >= Math.max(input, imageStart + image) || high <= Math.min(0, imageStart);
    }

    private void count(Kind kind, float left, float top, float right, float bottom) {
        if (impossible == 0) {
            example[0] = left;
            example[1] = top;
            example[2] = right;
            example[3] = bottom;
        }
        counts.merge(kind, 1, Integer::sum);
        impossible++;
        certain += kind.certain ? 1 : 0;
    }

    /** Whether there are any. */
    boolean isAny() {
        return impossible > 0;
    }

    /** Whether there are so many that none can be believed: all, or most of many. */
    boolean isMisread() {
        boolean all = impossible == boxes && (certain * 2 >= boxes || boxes >= SEVERAL);
        return impossible > 0 && (all || (boxes >= MANY && impossible * 2 > boxes));
    }

    /** What is wrong with most of them. */
    Kind most() {
        Kind most = Kind.REVERSED;
        for (Kind kind : Kind.values()) {
            most = counts.getOrDefault(kind, 0) > counts.getOrDefault(most, 0) ? kind : most;
        }
        return most;
    }

    @Override
    public String toString() {
        return impossible + " of " + boxes + " that cannot be: " + most().words + ", such as left " + example[0]
                + ", top " + example[1] + ", right " + example[2] + ", bottom " + example[3]
                + " in pixels of the input";
    }
}
