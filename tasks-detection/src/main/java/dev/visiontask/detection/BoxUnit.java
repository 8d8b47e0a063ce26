package dev.visiontask.detection;

import dev.visiontask.ImageSize;
import java.util.Locale;

/** What a model measures its boxes in. */
enum BoxUnit {
    /** Pixels of the model's input. */
    PIXELS,
    /** Parts of the width and the height of the model's input: 0 to 1. */
    RELATIVE;

    /** The value of the key {@code coordinates}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Pixels of the input in one unit across. */
    float width(ImageSize input) {
        return this == PIXELS ? 1 : input.width();
    }

    /** Pixels of the input in one unit down. */
    float height(ImageSize input) {
        return this == PIXELS ? 1 : input.height();
    }
}
