package dev.visiontask.activity;

import dev.visiontask.BadInputException;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import org.jspecify.annotations.Nullable;

/** The next frames of an open source as those of a clip. They are read to the last one, so that the next clip follows. */
record SourceFrames(FrameSource source, long count) implements ClipFrames {
    @Override
    public boolean read(long[] places, Taker taker) {
        @Nullable Frame last = null;
        try {
            int next = 0;
            for (long place = 0; place < count; place++) {
                Frame frame = source.next();
                if (frame == null) {
                    break;
                }
                if (last != null) {
                    last.close();
                }
                last = frame;
                if (next < places.length && places[next] == place) {
                    taker.take(place, frame.index(), frame.image());
                    next++;
                }
            }
            if (last == null) {
                throw new BadInputException(source.info().name() + ": expected a clip of " + count
                        + " frames, found none: the source has ended");
            }
            for (; next < places.length; next++) {
                taker.take(places[next], last.index(), last.image());
            }
            return true;
        } finally {
            if (last != null) {
                last.close();
            }
        }
    }

    @Override
    public ClipFrames counted() {
        return this;
    }
}
