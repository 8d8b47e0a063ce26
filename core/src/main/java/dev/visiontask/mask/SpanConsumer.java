package dev.visiontask.mask;

/** Takes the pixels of a mask, several at a time. */
@FunctionalInterface
public interface SpanConsumer {
    /**
     * Takes pixels that lie below each other.
     *
     * @param x their column
     * @param top the first row
     * @param bottom the row after the last
     */
    void accept(int x, int top, int bottom);
}
