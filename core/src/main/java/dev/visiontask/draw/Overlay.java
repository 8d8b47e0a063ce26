package dev.visiontask.draw;

import dev.visiontask.Box;
import dev.visiontask.ImageSource;
import dev.visiontask.mask.Mask;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Draws results onto a copy of a picture: boxes with labels, masks, class maps, a legend below. Lines and letters grow
 * with the picture; a picture of fewer than 256 pixels an edge is enlarged by a whole number first, so that they can be
 * read. Each class has its {@link ClassColors colour}.
 *
 * <p>Coordinates are those of results: pixels of the picture as a person sees it. Letters need a font on the system, as
 * any drawing of the JDK. Not for use by several threads.
 *
 * <pre>{@code
 * byte[] png = Overlay.on(ImageSource.of(path)).box(box, "cat 0.93", 15).legend(Map.of(15, "cat")).png();
 * }</pre>
 */
public final class Overlay {
    private static final int SMALL_EDGE = 256;
    private static final int MOST_SCALE = 32;
    private static final float LEAST_FONT = 11;

    private final BufferedImage canvas;
    private final int[] pixels;
    private final int scale;
    private final Font font;
    private final Map<Integer, String> legend = new TreeMap<>();
    private float alpha = .5f;

    private Overlay(BufferedImage picture) {
        int edge = Math.max(picture.getWidth(), picture.getHeight());
        scale = Math.min(MOST_SCALE, Math.max(1, (SMALL_EDGE + edge - 1) / edge));
        canvas = PictureCopy.of(picture, scale);
        pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
        font = new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(Math.max(LEAST_FONT, (float) (measure() / 40)));
    }

    /** Draws on a copy of a picture. */
    public static Overlay on(BufferedImage picture) {
        return new Overlay(picture);
    }

    /**
     * Draws on a copy of a picture, upright.
     *
     * @throws dev.visiontask.BadInputException if it cannot be read
     */
    public static Overlay on(ImageSource picture) {
        return new Overlay(PictureCopy.read(picture));
    }

    /** The edge of a square as large as the picture. */
    private double measure() {
        return Math.sqrt((double) canvas.getWidth() * canvas.getHeight());
    }

    /** How much masks cover what is below them from now on: 0 not at all, 1 wholly; 0.5 unless it is set. */
    public Overlay alpha(float share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected an alpha in [0, 1], found: " + share);
        }
        alpha = share;
        return this;
    }

    /**
     * Tints the pixels of a mask.
     *
     * @throws IllegalArgumentException if it is not of the size of the picture
     */
    public Overlay mask(Mask mask, int classIndex) {
        if (mask.size().width() * scale != canvas.getWidth() || mask.size().height() * scale != canvas.getHeight()) {
            throw new IllegalArgumentException("Expected a mask of " + canvas.getWidth() / scale + "x"
                    + canvas.getHeight() / scale + ", found: " + mask.size());
        }
        int tint = ClassColors.of(classIndex).getRGB();
        mask.forEachSpan((x, top, bottom) -> {
            for (int y = top; y < bottom; y++) {
                tint(x, y, tint);
            }
        });
        return this;
    }

    /** Tints every pixel with the colour of its class; pixels of {@link PixelClasses#NONE} stay as they are. */
    public Overlay classes(PixelClasses map) {
        int width = canvas.getWidth() / scale;
        int last = PixelClasses.NONE;
        int colour = 0;
        for (int y = 0; y < canvas.getHeight() / scale; y++) {
            for (int x = 0; x < width; x++) {
                int index = map.at(x, y);
                if (index != last && index >= 0) {
                    last = index;
                    colour = ClassColors.of(index).getRGB();
                }
                if (index >= 0) {
                    tint(x, y, colour);
                }
            }
        }
        return this;
    }

    private void tint(int x, int y, int colour) {
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            for (int column = x * scale; column < (x + 1) * scale; column++) {
                int at = row * canvas.getWidth() + column;
                int below = pixels[at];
                pixels[at] = mix(below, colour, 16) | mix(below, colour, 8) | mix(below, colour, 0);
            }
        }
    }

    private int mix(int below, int colour, int shift) {
        return Math.round((below >> shift & 0xff) * (1 - alpha) + (colour >> shift & 0xff) * alpha) << shift;
    }

    /**
     * Draws a box with a label.
     *
     * @param box where; parts outside of the picture are cut off
     * @param label what is written above it, or inside where there is no room above; may be empty
     * @param classIndex decides on the colour
     */
    public Overlay box(Box box, String label, int classIndex) {
        Color colour = ClassColors.of(classIndex);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(colour);
        int left = Math.round(box.left() * scale);
        int top = Math.round(box.top() * scale);
        frame(graphics, left, top, Math.round(box.right() * scale) - left, Math.round(box.bottom() * scale) - top);
        if (!label.isEmpty()) {
            label(graphics, label, colour, left, top);
        }
        graphics.dispose();
        return this;
    }

    /** Four bars within the box, so that edges are where the numbers say. */
    private void frame(Graphics2D graphics, int left, int top, int width, int height) {
        int line = (int) Math.max(1, Math.round(measure() / 250));
        graphics.fillRect(left, top, width, Math.min(line, height));
        graphics.fillRect(left, top + height - Math.min(line, height), width, Math.min(line, height));
        graphics.fillRect(left, top, Math.min(line, width), height);
        graphics.fillRect(left + width - Math.min(line, width), top, Math.min(line, width), height);
    }

    private void label(Graphics2D graphics, String label, Color colour, int left, int top) {
        FontMetrics metrics = graphics.getFontMetrics(font);
        int padding = metrics.getDescent();
        int width = metrics.stringWidth(label) + 2 * padding;
        int height = metrics.getHeight();
        int x = Math.max(0, Math.min(left, canvas.getWidth() - width));
        int y = Math.max(0, Math.min(top >= height ? top - height : top, canvas.getHeight() - height));
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.setColor(ClassColors.textOn(colour));
        graphics.setFont(font);
        graphics.drawString(label, x + padding, y + metrics.getAscent());
    }

    /** Adds classes to the legend, which is put below the picture. */
    public Overlay legend(Map<Integer, String> labels) {
        labels.keySet().forEach(ClassColors::of);
        legend.putAll(labels);
        return this;
    }

    /** What was drawn so far, with the legend if there is one; a picture of its own. */
    public BufferedImage image() {
        return legend.isEmpty() ? PictureCopy.of(canvas, 1) : new Legend(legend, font).below(canvas);
    }

    /** {@link #image()} as a PNG file. */
    public byte[] png() {
        return encoded("png");
    }

    /** {@link #image()} as a JPEG file. */
    public byte[] jpeg() {
        return encoded("jpg");
    }

    private byte[] encoded(String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image(), format, bytes)) {
                throw new IllegalStateException("The JDK has no writer of " + format);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
