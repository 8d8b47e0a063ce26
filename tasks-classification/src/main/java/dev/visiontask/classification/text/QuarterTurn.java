package dev.visiontask.classification.text;

import dev.visiontask.ImageSize;
import dev.visiontask.Point;
import dev.visiontask.Quad;

/**
 * From the frame of a page that was turned upright back to that of the image.
 *
 * @param image the size of the image
 * @param turns how many quarter turns clockwise made it upright, 0 to 3
 */
record QuarterTurn(ImageSize image, int turns) {
    Quad back(Quad quad) {
        return turns == 0 ? quad : quad.map(this::back);
    }

    private Point back(Point point) {
        float across = point.x();
        float down = point.y();
        return switch (turns) {
            case 1 -> new Point(down, image.height() - across);
            case 2 -> new Point(image.width() - across, image.height() - down);
            default -> new Point(image.width() - down, across);
        };
    }
}
