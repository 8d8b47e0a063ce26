package dev.visiontask.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A strip below a picture with the colour and name of each class, in as many rows as it needs. */
final class Legend {
    private static final int LEAST_WIDTH = 160;

    private final Map<Integer, String> labels;
    private final Font font;

    Legend(Map<Integer, String> labels, Font font) {
        this.labels = labels;
        this.font = font;
    }

    private record Entry(int index, String label, int x, int row) {}

    /** The picture with the strip. */
    BufferedImage below(BufferedImage picture) {
        Graphics2D measure = picture.createGraphics();
        FontMetrics metrics = measure.getFontMetrics(font);
        measure.dispose();
        int width = Math.max(picture.getWidth(), LEAST_WIDTH);
        List<Entry> entries = layOut(metrics, width);
        int rowHeight = metrics.getHeight() + metrics.getHeight() / 4;
        int rows = entries.get(entries.size() - 1).row() + 1;
        BufferedImage both =
                new BufferedImage(width, picture.getHeight() + rows * rowHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, both.getWidth(), both.getHeight());
        graphics.drawImage(picture, 0, 0, null);
        graphics.setFont(font);
        int swatch = metrics.getAscent();
        for (Entry entry : entries) {
            int top = picture.getHeight() + entry.row() * rowHeight + rowHeight / 8;
            graphics.setColor(ClassColors.of(entry.index()));
            graphics.fillRect(entry.x(), top, swatch, swatch);
            graphics.setColor(Color.BLACK);
            graphics.drawString(entry.label(), entry.x() + swatch + swatch / 3, top + metrics.getAscent());
        }
        graphics.dispose();
        return both;
    }

    private List<Entry> layOut(FontMetrics metrics, int width) {
        List<Entry> entries = new ArrayList<>();
        int gap = metrics.getAscent();
        int x = gap / 2;
        int row = 0;
        for (Map.Entry<Integer, String> label : labels.entrySet()) {
            int needed = gap + gap / 3 + metrics.stringWidth(label.getValue()) + gap;
            if (x > gap / 2 && x + needed > width) {
                x = gap / 2;
                row++;
            }
            entries.add(new Entry(label.getKey(), label.getValue(), x, row));
            x += needed;
        }
        return entries;
    }
}
