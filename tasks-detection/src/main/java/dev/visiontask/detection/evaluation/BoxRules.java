package dev.visiontask.detection.evaluation;

import dev.visiontask.ImageSize;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a true box must be, so that numbers in another unit or order are not scored. Broken rules are {@link IllegalArgumentException}s. */
final class BoxRules {
    /** How far an edge may be out of the image, for the sake of rounding: a hundredth, as Ultralytics allows. */
    static final double TOLERANCE = 0.01;

    private BoxRules() {}

    /** A box in pixels. */
    static void check(CocoBox box, @Nullable ImageSize size) {
        if (box.width() == 0 || box.height() == 0) {
            throw new IllegalArgumentException("Expected a width and height above 0, found: " + text(box));
        }
        boolean single = size != null && size.pixels() == 1;
        if (!single && box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= 1 && box.y() + box.height() <= 1) {
            throw new IllegalArgumentException(
                    "Expected pixels, found a box within the first pixel, as shares of the image are: " + text(box));
        }
        if (size != null && isOutside(box, size)) {
            throw new IllegalArgumentException(
                    "Expected a box [x, y, width, height] within the image of " + size + ", found: " + text(box)
                            + (box.width() > box.x()
                                            && box.height() > box.y()
                                            && box.width() <= size.width() + slack(size.width())
                                            && box.height() <= size.height() + slack(size.height())
                                    ? "; are the last two the right and bottom edge?"
                                    : ""));
        }
    }

    private static boolean isOutside(CocoBox box, ImageSize size) {
        return isOutside(box.x(), size.width())
                || isOutside(box.y(), size.height())
                || isOutside(box.x() + box.width(), size.width())
                || isOutside(box.y() + box.height(), size.height());
    }

    /** Whether a coordinate in pixels is out of an edge by more than rounding explains. */
    static boolean isOutside(double at, int edge) {
        return at < -slack(edge) || at > edge + slack(edge);
    }

    static double slack(int edge) {
        return Math.max(1, edge * TOLERANCE);
    }

    static String text(CocoBox box) {
        return String.format(Locale.ROOT, "[%s, %s, %s, %s]", box.x(), box.y(), box.width(), box.height());
    }
}
