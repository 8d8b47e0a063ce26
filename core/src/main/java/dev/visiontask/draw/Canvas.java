package dev.visiontask.draw;

import dev.visiontask.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
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
    private final Lettering letters;
    private final LabelPlaces places;
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
        this.letters = FontLettering.of(Math.max(LEAST_FONT, (float) (edge / 40)));
        this.places = new LabelPlaces(picture.getWidth(), picture.getHeight());
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

    Lettering letters() {
        return letters;
    }

    /** Forgets where labels are, for an image that covers them. */
    void clearLabels() {
        places.clear();
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

    /** Boxes with labels. The first is drawn last, so that nothing covers it, and its label gets the best place. */
    void boxes(List<LabelledBox> boxes) {
        List<Rectangle> labels = new ArrayList<>();
        for (LabelledBox box : boxes) {
            labels.add(labelOf(box));
        }
        for (int i = boxes.size() - 1; i >= 0; i--) {
            bars(rectangle(boxes.get(i).box()), ClassColors.of(boxes.get(i).classIndex()));
        }
        for (int i = boxes.size() - 1; i >= 0; i--) {
            label(boxes.get(i).label(), ClassColors.of(boxes.get(i).classIndex()), labels.get(i));
        }
    }

    private Rectangle rectangle(Box box) {
        int left = Math.round(box.left() * scale);
        int top = Math.round(box.top() * scale);
        return new Rectangle(left, top, Math.round(box.right() * scale) - left, Math.round(box.bottom() * scale) - top);
    }

    /** Four bars within the box, so that edges are where the numbers say. */
    private void bars(Rectangle box, Color colour) {
        int across = Math.min(line, box.height);
        int down = Math.min(line, box.width);
        graphics.setColor(colour);
        graphics.fillRect(box.x, box.y, box.width, across);
        graphics.fillRect(box.x, box.y + box.height - across, box.width, across);
        graphics.fillRect(box.x, box.y, down, box.height);
        graphics.fillRect(box.x + box.width - down, box.y, down, box.height);
    }

    private Rectangle labelOf(LabelledBox box) {
        return box.label().isEmpty() ? new Rectangle() : place(rectangle(box.box()), box.label());
    }

    private Rectangle place(Rectangle at, String label) {
        int wide = Math.min(picture.getWidth(), letters.width(label) + 2 * letters.descent());
        return places.take(at, wide, letters.height());
    }

    private void label(String label, Color colour, Rectangle at) {
        if (label.isEmpty()) {
            return;
        }
        int padding = letters.descent();
        graphics.setColor(colour);
        graphics.fillRect(at.x, at.y, at.width, at.height);
        String shown = fitting(label, at.width - 2 * padding);
        letters.draw(graphics, shown, ClassColors.textOn(colour), at.x + padding, at.y + letters.ascent());
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
            Rectangle start = new Rectangle((int) (first.getX() * scale), (int) (first.getY() * scale), 0, 0);
            label(label, colour, place(start, label));
        }
    }

    /** White words on a shade along the lower edge, a line each; what is too long is cut. */
    void caption(String text) {
        List<String> lines = text.lines().toList();
        int padding = letters.descent();
        int height = lines.size() * letters.height() + 2 * padding;
        int top = Math.max(0, picture.getHeight() - height);
        graphics.setColor(SHADE);
        graphics.fillRect(0, top, picture.getWidth(), height);
        int room = picture.getWidth() - 4 * padding;
        for (int i = 0; i < lines.size(); i++) {
            int baseline = top + padding + i * letters.height() + letters.ascent();
            letters.draw(graphics, fitting(lines.get(i), room), Color.WHITE, 2 * padding, baseline);
        }
    }

    private String fitting(String text, int room) {
        if (letters.width(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && letters.width(text.substring(0, end) + ELLIPSIS) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + ELLIPSIS;
    }
}
