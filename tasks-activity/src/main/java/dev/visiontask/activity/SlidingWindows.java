package dev.visiontask.activity;

import dev.visiontask.image.ReadOptions;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers overlapping windows of a source. Each frame is decoded once, made into samples once if a window looks at it,
 * and forgotten with the last window that may. Frames are read on a thread of their own while windows are answered. Used
 * by one thread at a time; any may close it.
 */
final class SlidingWindows implements AutoCloseable {
    /** Frames that may wait for the task: enough for the next window, but never many. */
    private static final int MAX_AHEAD = 64;

    private final FrameSource source;
    private final TimelineOptions options;
    private final FrameSlicer slicer;
    private final Function<Clip, Activities> task;
    private final int classes;
    private final ReadAhead<WindowReader.Read> frames;

    private final Map<Long, FrameSlices> slices = new HashMap<>();
    private final Map<Long, Frame.Place> marks = new HashMap<>();
    private long position;
    private long windowStart;
    private Frame.@Nullable Place last;
    private boolean ended;

    SlidingWindows(
            FrameSource source, TimelineOptions options, ClipPlan plan, Function<Clip, Activities> task, int classes) {
        this.source = source;
        this.options = options;
        this.slicer = new FrameSlicer(plan, ReadOptions.DEFAULT);
        WindowReader reader = new WindowReader(source, options, plan, slicer);
        this.frames = new ReadAhead<>(reader::next, Math.min(options.hop(), MAX_AHEAD));
        this.task = task;
        this.classes = classes;
    }

    /** The next window, or null at the end. A video shorter than a window is one window. */
    @Nullable
    WindowScores next() {
        while (!ended && position < windowStart + options.window()) {
            read();
        }
        boolean whole = position == windowStart + options.window();
        boolean only = ended && !isClosed() && windowStart == 0 && position > 0;
        return whole || only ? answer(position - windowStart) : null;
    }

    /** The last frame read; null if there was none. */
    Frame.@Nullable Place last() {
        return last;
    }

    private void read() {
        WindowReader.Read next = frames.next();
        if (next == null) {
            ended = true;
            return;
        }
        last = next.place();
        marks.put(position, last);
        if (next.slices() != null) {
            slices.put(position, next.slices());
        }
        position++;
    }

    private WindowScores answer(long frames) {
        long start = windowStart;
        Activities found = task.apply(new Clip(source.info().name(), () -> new SlicedFrames(frames, start, slices)));
        float[] scores = new float[classes];
        for (Activity each : found) {
            scores[each.index()] = each.score();
        }
        long own = start == 0 ? 0 : start + (options.window() - options.hop()) / 2;
        Frame.Place mark = marks.getOrDefault(own, new Frame.Place(0, Duration.ZERO, false));
        windowStart += options.hop();
        forget(start, windowStart);
        return new WindowScores(
                mark.index(),
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

    boolean isClosed() {
        return frames.isClosed();
    }

    /** Closes the source, too; from any thread. */
    @Override
    public void close() {
        if (frames.close(source::close)) {
            slicer.close();
        }
    }
}
