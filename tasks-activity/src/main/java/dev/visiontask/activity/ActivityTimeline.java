package dev.visiontask.activity;

import dev.visiontask.video.Frame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a long video or a live stream, in their order, found by sliding windows, smoothing and hysteresis; see
 * {@link TimelineOptions}. Where no class is sure enough there is no segment. Lazy: nothing is read before the first
 * segment is asked for. Then frames are read on a thread of their own, ahead of the window that is answered
 * by no more than two hops; each is decoded once however many windows overlap, and memory does not grow with the length of the
 * video.
 *
 * <p><b>Delay.</b> That a segment has ended is known {@code window + hop * (smoothing / 2)} frames after its last frame at
 * the latest.
 *
 * <p><b>Threads.</b> Used by one thread at a time. Any thread may close it: that stops its thread, waits for it and
 * closes the source, not the task, and a caller that waits for a segment gets the end. Always close a timeline.
 */
public final class ActivityTimeline implements Iterable<ActivitySegment>, AutoCloseable {
    private final SlidingWindows windows;
    private final SegmentFinder finder;
    private final List<ActivitySegment> ready = new ArrayList<>();
    private Consumer<? super WindowScores> listener = window -> {};
    private boolean ended;

    ActivityTimeline(SlidingWindows windows, SegmentFinder finder) {
        this.windows = windows;
        this.finder = finder;
    }

    /**
     * Also hands over what the model says about each window, in their order, as soon as it is known: for curves and
     * progress. On the thread that asks for segments.
     *
     * @param windows in place of the one given before
     * @return this timeline
     */
    public ActivityTimeline onWindow(Consumer<? super WindowScores> windows) {
        listener = Objects.requireNonNull(windows, "windows");
        return this;
    }

    /**
     * The next segment, once it has ended.
     *
     * @return null at the end of the video, and once the timeline is closed
     * @throws dev.visiontask.VisionException if reading or answering fails
     * @throws java.util.concurrent.CancellationException if this thread was interrupted while it waited
     */
    public @Nullable ActivitySegment next() {
        while (ready.isEmpty() && !ended) {
            WindowScores window = windows.next();
            if (window != null) {
                listener.accept(window);
                finder.accept(window, ready);
            } else {
                ended = true;
                Frame.Place last = windows.last();
                if (last != null && !windows.isClosed()) {
                    finder.finish(last.index() + 1, last.time(), ready);
                }
            }
        }
        return ready.isEmpty() ? null : ready.remove(0);
    }

    /** The segments that are left; each is handed out once. */
    @Override
    public Iterator<ActivitySegment> iterator() {
        return new Iterator<>() {
            private @Nullable ActivitySegment ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = ActivityTimeline.this.next();
                }
                return ahead != null;
            }

            @Override
            public ActivitySegment next() {
                ActivitySegment segment = hasNext() ? ahead : null;
                if (segment == null) {
                    throw new NoSuchElementException("The timeline has ended");
                }
                ahead = null;
                return segment;
            }
        };
    }

    /** Closes the source and frees the frames in between. Closing twice is harmless. */
    @Override
    public void close() {
        windows.close();
    }
}
