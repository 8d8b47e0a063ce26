package dev.visiontask.activity;

import dev.visiontask.image.ReadOptions;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
    /** While a window is answered, the frames of the next one wait, and those of the one after are being read. */
    private static final int AHEAD = 1;

    private final FrameSource source;
    private final TimelineOptions options;
    private final FrameSlicer slicer;
    private final Function<Clip, Activities> task;
    private final int classes;
    private final ReadAhead<List<WindowReader.Read>> frames;

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
        WindowReader reader = new WindowReader(source, options, plan, slicer, this::isClosed);
        this.frames = new ReadAhead<>(reader::next, AHEAD, slicer::close);
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
        List<WindowReader.Read> next = frames.next();
        if (next == null) {
            ended = true;
            return;
        }
        for (WindowReader.Read frame : next) {
            last = frame.place();
            marks.put(position, last);
            if (frame.slices() != null) {
                slices.put(position, frame.slices());
            }
            position++;
        }
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
        frames.close(source::close);
    }
}
