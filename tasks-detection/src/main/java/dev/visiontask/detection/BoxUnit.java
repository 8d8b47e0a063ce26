package dev.visiontask.detection;

import dev.visiontask.ImageSize;

/** What a model measures its boxes in. */
enum BoxUnit {
    /** Pixels of the model's input. */
    PIXELS,
    /** Parts of the width and the height of the model's input: 0 to 1. */
    RELATIVE;

    /** Pixels of the input in one unit across. */
    float width(ImageSize input) {
        return this == PIXELS ? 1 : input.width();
    }

    /** Pixels of the input in one unit down. */
    float height(ImageSize input) {
        return this == PIXELS ? 1 : input.height();
    }
}
