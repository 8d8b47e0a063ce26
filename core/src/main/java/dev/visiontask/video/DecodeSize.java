package dev.visiontask.video;

import dev.visiontask.ImageSize;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How large frames are decoded. A model that sees 224 pixels needs no frames of 4K: the decoder's own conversion to BGR
 * shrinks them on the way. All rules round to the nearest pixel, half up, and give at least one.
 */
public final class DecodeSize {
    private static final DecodeSize FULL = new DecodeSize("full", size -> size);

    private final String name;
    private final UnaryOperator<ImageSize> rule;

    private DecodeSize(String name, UnaryOperator<ImageSize> rule) {
        this.name = name;
        this.rule = rule;
    }

    /** As in the video. */
    public static DecodeSize full() {
        return FULL;
    }

    /** Shrunk, shape kept, until the shorter edge has so many pixels; never enlarged. */
    public static DecodeSize shortestEdge(int pixels) {
        ImageSize least = new ImageSize(pixels, pixels);
        return new DecodeSize(
                "shortest edge " + pixels,
                size -> scaled(
                        size, Math.max(ratio(least.width(), size.width()), ratio(least.height(), size.height()))));
    }

    /** Shrunk, shape kept, until it fits into so many columns and rows; never enlarged. */
    public static DecodeSize within(int width, int height) {
        ImageSize most = new ImageSize(width, height);
        return new DecodeSize(
                "within " + most,
                size -> scaled(size, Math.min(ratio(most.width(), size.width()), ratio(most.height(), size.height()))));
    }

    /** Exactly so, stretched where the shape differs, enlarged where the video is smaller. */
    public static DecodeSize exactly(int width, int height) {
        ImageSize exact = new ImageSize(width, height);
        return new DecodeSize("exactly " + exact, size -> exact);
    }

    private static double ratio(int wanted, int found) {
        return (double) wanted / found;
    }

    private static ImageSize scaled(ImageSize size, double factor) {
        if (factor >= 1) {
            return size;
        }
        return new ImageSize((int) Math.max(1, Math.round(size.width() * factor)), (int)
                Math.max(1, Math.round(size.height() * factor)));
    }

    /** The size in which an upright picture of this size is decoded. */
    public ImageSize of(ImageSize full) {
        return rule.apply(Objects.requireNonNull(full, "full"));
    }

    @Override
    public String toString() {
        return name;
    }
}
