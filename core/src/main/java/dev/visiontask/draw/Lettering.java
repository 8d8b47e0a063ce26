package dev.visiontask.draw;

import java.awt.Color;
import java.awt.Graphics2D;

/** Draws letters of one size; all lengths are in pixels. */
interface Lettering {
    /** From the top of a line to the top of the next. */
    int height();

    /** From the top of a line to its baseline. */
    int ascent();

    /** From the baseline to the bottom of a line. */
    int descent();

    /** How wide a text becomes. */
    int width(String text);

    /** Draws one line of text. */
    void draw(Graphics2D graphics, String text, Color colour, int x, int baseline);
}
