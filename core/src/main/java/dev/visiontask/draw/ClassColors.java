package dev.visiontask.draw;

import java.awt.Color;

/**
 * A colour for each class: always the same one for an index, clearly different ones for indexes that follow each other.
 * The hue goes around the circle by the golden ratio, which keeps any few successors apart; brightness takes turns.
 */
public final class ClassColors {
    private static final float GOLDEN = 0.618034f;
    private static final float[] BRIGHTNESS = {1f, .78f, .92f};
    private static final float[] SATURATION = {.85f, .95f, .6f};

    private ClassColors() {}

    /**
     * The colour of a class.
     *
     * @param index at least 0
     */
    public static Color of(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("Expected a class index of at least 0, found: " + index);
        }
        float hue = (float) ((double) index * GOLDEN % 1);
        return Color.getHSBColor(hue, SATURATION[index % SATURATION.length], BRIGHTNESS[index % BRIGHTNESS.length]);
    }

    /** Black or white, whichever can be read on a colour. */
    static Color textOn(Color background) {
        double light = .299 * background.getRed() + .587 * background.getGreen() + .114 * background.getBlue();
        return light > 140 ? Color.BLACK : Color.WHITE;
    }
}
