package dev.visiontask.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Letters of the system's sans-serif font. */
final class FontLettering implements Lettering {
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private final Font font;
    private final FontMetrics metrics;

    private FontLettering(float size) {
        this.font = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(size);
        Graphics2D measure = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
        try {
            measure.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            this.metrics = measure.getFontMetrics(font);
        } finally {
            measure.dispose();
        }
    }

    /**
     * Letters of a font, or, on a system without fonts or without the libraries that draw them, our own. The JDK throws
     * an {@link InternalError} or a {@link LinkageError} there, at the first use and at each later one.
     */
    static Lettering of(float size) {
        try {
            FontLettering letters = new FontLettering(size);
            letters.width("A");
            return letters;
        } catch (RuntimeException | LinkageError | InternalError noFont) {
            if (!TOLD.getAndSet(true)) {
                System.getLogger(FontLettering.class.getName())
                        .log(
                                Level.WARNING,
                                "No font can be used on this system ({0}); labels are drawn in plain letters of our own."
                                        + " For others install fontconfig and a font, such as fonts-dejavu-core",
                                noFont.toString());
            }
            return new PlainLettering(size);
        }
    }

    @Override
    public int height() {
        return metrics.getHeight();
    }

    @Override
    public int ascent() {
        return metrics.getAscent();
    }

    @Override
    public int descent() {
        return metrics.getDescent();
    }

    @Override
    public int width(String text) {
        return metrics.stringWidth(text);
    }

    @Override
    public void draw(Graphics2D graphics, String text, Color colour, int x, int baseline) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(text, x, baseline);
    }
}
