package dev.visiontask.detection;

import dev.visiontask.Box;
import dev.visiontask.ImageSize;

/** Columns and rows of a picture; right and bottom are the first that do not belong to it. */
record PixelArea(int left, int top, int right, int bottom) {
    /** The pixels whose top left corner lies in a box. */
    static PixelArea startingIn(Box box) {
        return new PixelArea(ceil(box.left()), ceil(box.top()), ceil(box.right()), ceil(box.bottom()));
    }

    /** The pixels within a distance of a box. */
    static PixelArea around(Box box, double distance, ImageSize picture) {
        return new PixelArea(
                Math.max(0, (int) Math.floor(box.left() - distance)),
                Math.max(0, (int) Math.floor(box.top() - distance)),
                Math.min(picture.width(), (int) Math.ceil(box.right() + distance)),
                Math.min(picture.height(), (int) Math.ceil(box.bottom() + distance)));
    }

    private static int ceil(float edge) {
        return (int) Math.ceil(edge);
    }

    boolean isEmpty() {
        return right <= left || bottom <= top;
    }

    int height() {
        return bottom - top;
    }
}
