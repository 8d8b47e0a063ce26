package dev.visiontask.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A strip below a picture with the colour and name of each class, in as many rows as it needs. */
final class Legend {
    private static final int LEAST_WIDTH = 160;

    private final Map<Integer, String> labels;
    private final Lettering letters;

    Legend(Map<Integer, String> labels, Lettering letters) {
        this.labels = labels;
        this.letters = letters;
    }

    private record Entry(int index, String label, int x, int row) {}

    /** The picture with the strip. */
    BufferedImage below(BufferedImage picture) {
        int width = Math.max(picture.getWidth(), LEAST_WIDTH);
        List<Entry> entries = layOut(width);
        int rowHeight = letters.height() + letters.height() / 4;
        int rows = entries.get(entries.size() - 1).row() + 1;
        BufferedImage both =
                new BufferedImage(width, picture.getHeight() + rows * rowHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, both.getWidth(), both.getHeight());
        graphics.drawImage(picture, 0, 0, null);
        int swatch = letters.ascent();
        for (Entry entry : entries) {
            int top = picture.getHeight() + entry.row() * rowHeight + rowHeight / 8;
            graphics.setColor(ClassColors.of(entry.index()));
            graphics.fillRect(entry.x(), top, swatch, swatch);
            letters.draw(graphics, entry.label(), Color.BLACK, entry.x() + swatch + swatch / 3, top + letters.ascent());
        }
        graphics.dispose();
        return both;
    }

    private List<Entry> layOut(int width) {
        List<Entry> entries = new ArrayList<>();
        int gap = letters.ascent();
        int x = gap / 2;
        int row = 0;
        for (Map.Entry<Integer, String> label : labels.entrySet()) {
            int needed = gap + gap / 3 + letters.width(label.getValue()) + gap;
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
