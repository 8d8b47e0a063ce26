package dev.visiontask.activity;

import java.util.Map;
import java.util.Objects;

/** The frames of a window, which are samples of the model's size already and stay with the one who made them. */
record SlicedFrames(long count, long start, Map<Long, FrameSlices> byPosition) implements ClipFrames {
    @Override
    public boolean read(long[] places, Taker taker) {
        for (long place : places) {
            taker.take(place, Objects.requireNonNull(byPosition.get(start + place), "frame"));
        }
        return true;
    }

    @Override
    public ClipFrames counted() {
        return this;
    }
}
