package dev.visiontask.activity;

import dev.visiontask.ImageSource;
import java.util.List;

/** Pictures as the frames of a clip. */
record PictureFrames(List<ImageSource> pictures) implements ClipFrames {
    @Override
    public long count() {
        return pictures.size();
    }

    @Override
    public boolean read(long[] places, Taker taker) {
        for (long place : places) {
            taker.take(place, place, pictures.get(Math.toIntExact(place)));
        }
        return true;
    }

    @Override
    public ClipFrames counted() {
        return this;
    }
}
