package dev.visiontask.draw;

import dev.visiontask.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

/** Pixels that are drawn on, with lines and letters in sizes that suit them. Coordinates are those of the picture. */
final class Canvas {
    private static final float LEAST_FONT = 11;
    private static final Color SHADE = new Color(0, 0, 0, 160);
    private static final String ELLIPSIS = "\u2026";

    private final BufferedImage picture;
    private final byte[] bgr;
    private final int scale;
    private final Graphics2D graphics;
    private final FontMetrics metrics;
    private final int line;

    /**
     * A black canvas.
     *
     * @param width of the picture
     * @param height of the picture
     * @param scale how many pixels an edge a pixel of the picture has here
     */
    Canvas(int width, int height, int scale) {
        this.picture = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_3BYTE_BGR);
        this.bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        this.scale = scale;
        // The edge of a square as large as the picture.
        double edge = Math.sqrt((double) picture.getWidth() * picture.getHeight());
        this.line = (int) Math.max(1, Math.round(edge / 250));
        this.graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont(Math.max(LEAST_FONT, (float) (edge / 40))));
        this.metrics = graphics.getFontMetrics();
    }

    /** A canvas with a picture; each of its pixels becomes a square. */
    static Canvas of(BufferedImage picture, int scale) {
        Canvas canvas = new Canvas(picture.getWidth(), picture.getHeight(), scale);
        canvas.fill(picture);
        return canvas;
    }

    void fill(BufferedImage from) {
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(from, 0, 0, picture.getWidth(), picture.getHeight(), null);
    }

    BufferedImage picture() {
        return picture;
    }

    /** The samples, which are those of {@link #picture()}. */
    byte[] bgr() {
        return bgr;
    }

    Font font() {
        return graphics.getFont();
    }

    /** Width of the picture. */
    int width() {
        return picture.getWidth() / scale;
    }

    /** Height of the picture. */
    int height() {
        return picture.getHeight() / scale;
    }

    /** Mixes a colour into a pixel of the picture. */
    void tint(int x, int y, int colour, float alpha) {
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            int at = 3 * (row * picture.getWidth() + x * scale);
            for (int i = 0; i < 3 * scale; i++, at++) {
                int sample = (colour >> (8 * (i % 3))) & 0xff;
                bgr[at] = (byte) Math.round((bgr[at] & 0xff) * (1 - alpha) + sample * alpha);
            }
        }
    }

    /** Four bars within the box, so that edges are where the numbers say; and a label above, or inside at the top. */
    void box(Box box, String label, Color colour) {
        int left = Math.round(box.left() * scale);
        int top = Math.round(box.top() * scale);
        int width = Math.round(box.right() * scale) - left;
        int height = Math.round(box.bottom() * scale) - top;
        graphics.setColor(colour);
        graphics.fillRect(left, top, width, Math.min(line, height));
        graphics.fillRect(left, top + height - Math.min(line, height), width, Math.min(line, height));
        graphics.fillRect(left, top, Math.min(line, width), height);
        graphics.fillRect(left + width - Math.min(line, width), top, Math.min(line, width), height);
        if (!label.isEmpty()) {
            label(label, colour, left, top >= metrics.getHeight() ? top - metrics.getHeight() : top);
        }
    }

    private void label(String label, Color colour, int left, int top) {
        int padding = metrics.getDescent();
        int width = metrics.stringWidth(label) + 2 * padding;
        int height = metrics.getHeight();
        int x = Math.max(0, Math.min(left, picture.getWidth() - width));
        int y = Math.max(0, Math.min(top, picture.getHeight() - height));
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.setColor(ClassColors.textOn(colour));
        graphics.drawString(label, x + padding, y + metrics.getAscent());
    }

    /** Lines from point to point; a label at the first. */
    void path(List<? extends Point2D> points, boolean closed, String label, Color colour) {
        if (points.isEmpty()) {
            return;
        }
        Path2D.Double path = new Path2D.Double();
        path.moveTo(points.get(0).getX() * scale, points.get(0).getY() * scale);
        points.forEach(point -> path.lineTo(point.getX() * scale, point.getY() * scale));
        if (closed) {
            path.closePath();
        }
        graphics.setColor(colour);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
        if (!label.isEmpty()) {
            Point2D first = points.get(0);
            label(label, colour, (int) (first.getX() * scale), (int) (first.getY() * scale));
        }
    }

    /** White words on a shade along the lower edge, a line each; what is too long is cut. */
    void caption(String text) {
        List<String> lines = text.lines().toList();
        int padding = metrics.getDescent();
        int height = lines.size() * metrics.getHeight() + 2 * padding;
        int top = Math.max(0, picture.getHeight() - height);
        graphics.setColor(SHADE);
        graphics.fillRect(0, top, picture.getWidth(), height);
        graphics.setColor(Color.WHITE);
        int room = picture.getWidth() - 4 * padding;
        for (int i = 0; i < lines.size(); i++) {
            int baseline = top + padding + i * metrics.getHeight() + metrics.getAscent();
            graphics.drawString(fitting(lines.get(i), room), 2 * padding, baseline);
        }
    }

    private String fitting(String text, int room) {
        if (metrics.stringWidth(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end) + ELLIPSIS) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + ELLIPSIS;
    }
}
