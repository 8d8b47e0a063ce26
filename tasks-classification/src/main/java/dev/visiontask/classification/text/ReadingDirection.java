package dev.visiontask.classification.text;

import dev.visiontask.Quad;
import dev.visiontask.preprocess.ImageParts;
import java.util.List;

/** Which way a region is read. */
final class ReadingDirection {
    /** From here on a region stands on end; PaddleOCR's figure. */
    private static final double ON_END = 1.5;

    private ReadingDirection() {}

    static boolean standsOnEnd(Quad quad) {
        return quad.height() >= ON_END * quad.width();
    }

    /** The corners as the reader sees them: what stands on end is read from top to bottom, as PaddleOCR does. */
    static Quad along(Quad quad) {
        return standsOnEnd(quad)
                ? Quad.of(List.of(quad.topRight(), quad.bottomRight(), quad.bottomLeft(), quad.topLeft()))
                : quad;
    }

    /** The region as the reader sees it; what stands on end is turned by 90 degrees counter-clockwise. */
    static ImageParts cut(ImageParts page, Quad quad) {
        ImageParts part = page.within(quad);
        return standsOnEnd(quad) ? part.turned(-1) : part;
    }

    /** Whether most of what was found, by length, stands on end. */
    static boolean mostStandOnEnd(TextRegions found) {
        double onEnd = 0;
        double all = 0;
        for (TextRegion region : found) {
            double length = Math.max(region.quad().width(), region.quad().height());
            all += length;
            onEnd += standsOnEnd(region.quad()) ? length : 0;
        }
        return onEnd > all / 2;
    }
}
