package dev.visiontask.activity;

import dev.visiontask.image.ReadOptions;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers overlapping windows of a source. Each frame is decoded once, made into samples once if a window looks at it,
 * and forgotten with the last window that may. Used by one thread at a time.
 */
final class SlidingWindows implements AutoCloseable {
    private final FrameSource source;
    private final TimelineOptions options;
    private final FrameSlicer slicer;
    private final Function<Clip, Activities> task;
    private final int classes;
    private final Set<Long> places = new HashSet<>();

    private final Map<Long, FrameSlices> slices = new HashMap<>();
    private final Map<Long, Mark> marks = new HashMap<>();
    private long position;
    private long windowStart;
    private @Nullable Mark last;
    private boolean ended;

    /** Where a frame is in the video. */
    record Mark(long frame, Duration time) {}

    SlidingWindows(
            FrameSource source, TimelineOptions options, ClipPlan plan, Function<Clip, Activities> task, int classes) {
        this.source = source;
        this.options = options;
        this.slicer = new FrameSlicer(plan, ReadOptions.DEFAULT);
        this.task = task;
        this.classes = classes;
        for (long[] pass :
                plan.sampling().passes(options.window(), plan.tensor().length())) {
            for (long place : pass) {
                places.add(place);
            }
        }
    }

    /** The next window, or null at the end. A video shorter than a window is one window. */
    @Nullable
    WindowScores next() {
        while (!ended && position < windowStart + options.window()) {
            read();
        }
        boolean whole = position == windowStart + options.window();
        boolean only = ended && windowStart == 0 && position > 0;
        return whole || only ? answer(position - windowStart) : null;
    }

    /** The last frame read; null if there was none. */
    @Nullable
    Mark last() {
        return last;
    }

    private void read() {
        Frame next = source.next();
        if (next == null) {
            ended = true;
            return;
        }
        try (Frame frame = next) {
            last = new Mark(frame.index(), frame.time());
            marks.put(position, last);
            if (isLookedAt(position)) {
                slices.put(position, slicer.slice(frame.index(), frame.image()));
            }
        }
        position++;
    }

    /** The first window may turn out to be shorter, and look at any of its frames then. */
    private boolean isLookedAt(long at) {
        if (windowStart == 0) {
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

    private WindowScores answer(long frames) {
        long start = windowStart;
        Activities found = task.apply(new Clip(source.info().name(), () -> new SlicedFrames(frames, start, slices)));
        float[] scores = new float[classes];
        for (Activity each : found) {
            scores[each.index()] = each.score();
        }
        long own = start == 0 ? 0 : start + (options.window() - options.hop()) / 2;
        Mark mark = marks.getOrDefault(own, new Mark(0, Duration.ZERO));
        windowStart += options.hop();
        forget(start, windowStart);
        return new WindowScores(
                mark.frame(),
                mark.time(),
                IntStream.range(0, classes).mapToObj(i -> scores[i]).toList());
    }

    private void forget(long from, long to) {
        for (long at = from; at < to; at++) {
            marks.remove(at);
            FrameSlices gone = slices.remove(at);
            if (gone != null) {
                slicer.release(gone);
            }
        }
    }

    @Override
    public void close() {
        try (source) {
            slicer.close();
        }
    }
}
