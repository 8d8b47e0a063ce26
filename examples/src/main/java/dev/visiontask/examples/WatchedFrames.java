package dev.visiontask.examples;

import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.activity.TimelineOptions;
import dev.visiontask.video.Frame;
import dev.visiontask.video.FrameCounts;
import dev.visiontask.video.FrameSource;
import dev.visiontask.video.VideoInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source that keeps a few small pictures of what passes through it, so that a timeline can be shown without decoding
 * the video again. Memory does not grow with the length of the video. Another thread than the one that reads may ask.
 */
final class WatchedFrames implements FrameSource {
    private static final int EDGE = 256;
    private static final int MOMENTS = 64;
    /** So many steps a segment may be known late: less than half of the moments, so that none of its own is thinned out. */
    private static final int DELAY_STEPS = 28;

    private static final int MOMENTS_OF_VIDEO = 40;

    private final FrameSource source;
    private final long step;
    private final Moments ofSegments = new Moments(MOMENTS);
    private final Moments ofVideo = new Moments(MOMENTS_OF_VIDEO);
    private long due;
    private long lastIndex = -1;
    private long frames;
    private Duration first = Duration.ZERO;
    private Duration last = Duration.ZERO;

    /**
     * Around another source, which is closed with this one.
     *
     * @param options of the timeline that reads from this source
     */
    WatchedFrames(FrameSource source, TimelineOptions options) {
        this.source = source;
        long delay = options.window() + options.hop() * (options.smoothing() / 2 + 1L);
        this.step = Math.max(Math.max(1, options.hop() / 2), (delay + DELAY_STEPS - 1) / DELAY_STEPS);
    }

    @Override
    public @Nullable Frame next() {
        Frame frame = source.next();
        if (frame != null) {
            watch(frame);
        }
        return frame;
    }

    /** Passes over frames without a look at them, but for those that a picture is due of. */
    @Override
    public Frame.@Nullable Place skip() {
        if (isDue()) {
            return FrameSource.super.skip();
        }
        Frame.Place place = source.skip();
        if (place != null) {
            note(place.index(), place.time());
        }
        return place;
    }

    private synchronized boolean isDue() {
        return lastIndex + 1 >= due;
    }

    private synchronized void note(long index, Duration time) {
        first = frames == 0 ? time : first;
        last = time;
        lastIndex = index;
        frames++;
    }

    private synchronized void watch(Frame frame) {
        note(frame.index(), frame.time());
        if (frame.index() >= due) {
            due = frame.index() + step;
            Moment moment = new Moment(frame.index(), frame.time(), FrameCopy.of(frame.image(), EDGE));
            ofSegments.add(moment);
            ofVideo.add(moment);
        }
    }

    /** A frame from about the middle of a segment; the frames before its end are forgotten. */
    synchronized Optional<Moment> picture(ActivitySegment segment) {
        Optional<Moment> found = ofSegments.inTheMiddle(segment.startFrame(), segment.endFrame());
        ofSegments.forgetBefore(segment.endFrame());
        return found;
    }

    /** Frames from the whole video so far, evenly spread over its time. */
    synchronized List<Moment> strip(int count) {
        return ofVideo.spread(count, Clock.seconds(first), Clock.seconds(last));
    }

    /** How many frames were read so far. */
    synchronized long frames() {
        return frames;
    }

    /** When the first frame is shown. */
    synchronized Duration first() {
        return first;
    }

    /** When the last frame so far is shown. */
    synchronized Duration last() {
        return last;
    }

    @Override
    public VideoInfo info() {
        return source.info();
    }

    @Override
    public void seek(Duration time) {
        source.seek(time);
    }

    @Override
    public void seekFrame(long index) {
        source.seekFrame(index);
    }

    @Override
    public FrameCounts counts() {
        return source.counts();
    }

    @Override
    public void close() {
        source.close();
    }
}
