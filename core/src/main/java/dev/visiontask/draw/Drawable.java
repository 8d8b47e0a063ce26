package dev.visiontask.draw;

/** A result that knows how to draw itself: {@code Overlay.on(image).draw(result).png()}. */
@FunctionalInterface
public interface Drawable {
    /**
     * Draws onto the image that the result is of, or a copy of its size.
     *
     * @param overlay where to draw
     */
    void drawOn(Overlay overlay);
}
