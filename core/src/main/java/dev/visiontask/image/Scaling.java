package dev.visiontask.image;

import dev.visiontask.ImageSize;
import java.util.function.UnaryOperator;

/** How much smaller a JPEG may be decoded. */
final class Scaling {
    private Scaling() {}

    /** The largest of 8, 4, 2 and 1 that leaves at least the wanted size. */
    static int choose(ImageHeader header, UnaryOperator<ImageSize> wanted) {
        if (header.format() != ImageFormat.JPEG) {
            return 1;
        }
        ImageSize full = header.uprightSize();
        ImageSize least = wanted.apply(full);
        for (int scale = 8; scale > 1; scale /= 2) {
            if (scaled(full.width(), scale) >= least.width() && scaled(full.height(), scale) >= least.height()) {
                return scale;
            }
        }
        return 1;
    }

    static int scaled(int edge, int scale) {
        return (edge + scale - 1) / scale;
    }
}
