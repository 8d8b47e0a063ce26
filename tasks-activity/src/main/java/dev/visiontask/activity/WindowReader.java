package dev.visiontask.activity;

import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a source, up to the end of a window at a time, and makes samples of those that a window looks at;
 * the others never become pixels where the source can spare that. Used by one thread at a time.
 */
final class WindowReader {
    private final FrameSource source;
    private final TimelineOptions options;
    private final FrameSlicer slicer;
    private final Set<Long> places = new HashSet<>();
    private final BooleanSupplier ended;
    private long position;

    /**
     * A frame of the source.
     *
     * @param slices its samples; null if no window looks at it
     */
    record Read(Frame.Place place, @Nullable FrameSlices slices) {}

    /**
     * Nothing is read yet.
     *
     * @param ended whether nobody wants more
     */
    WindowReader(
            FrameSource source, TimelineOptions options, ClipPlan plan, FrameSlicer slicer, BooleanSupplier ended) {
        this.ended = ended;
        this.source = source;
        this.options = options;
        this.slicer = slicer;
        for (long[] pass :
                plan.sampling().passes(options.window(), plan.tensor().length())) {
            for (long place : pass) {
                places.add(place);
            }
        }
    }

    /** The frames up to the end of the next window, fewer at the end; null if there is none. */
    @Nullable
    List<Read> next() {
        long end = position == 0 ? options.window() : position + options.hop();
        List<Read> frames = new ArrayList<>();
        while (position < end && !ended.getAsBoolean()) {
            Read frame = isLookedAt(position) ? look() : pass();
            if (frame == null) {
                break;
            }
            frames.add(frame);
            position++;
        }
        return frames.isEmpty() ? null : frames;
    }

    private @Nullable Read look() {
        try (Frame frame = source.next()) {
            if (frame == null) {
                return null;
            }
            Frame.Place place = new Frame.Place(frame.index(), frame.time(), frame.damaged());
            return new Read(place, slicer.slice(frame.index(), frame.image()));
        }
    }

    private @Nullable Read pass() {
        Frame.Place place = source.skip();
        return place == null ? null : new Read(place, null);
    }

    /** The first window may turn out to be shorter, and look at any of its frames then. */
    private boolean isLookedAt(long at) {
        if (at < options.window()) {
            return true;
        }
        for (long start = at / options.hop() * options.hop();
                start >= 0 && at - start < options.window();
                start -= options.hop()) {
            if (places.contains(at - start)) {
                return true;
            }
        }
        return false;
    }
}
