package dev.visiontask.detection.tracking;

import dev.visiontask.BadInputException;
import dev.visiontask.ImageSize;
import dev.visiontask.detection.Detection;
import dev.visiontask.detection.Detections;
import dev.visiontask.detection.tracking.LiveTrack.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the objects of a video identities that last, from the detections of one frame after the other.
 *
 * <p>The method is ByteTrack (<a href="https://arxiv.org/abs/2110.06864">Zhang et al. 2021</a>; rules and thresholds of
 * {@code byte_tracker.py} in <a href="https://github.com/ifzhang/ByteTrack">ifzhang/ByteTrack</a>): a Kalman filter says
 * where each track must be now. Detections of a high score are joined to tracks first, to lost ones too; those of a low
 * score, as objects have that are partly hidden, then continue tracks that were seen the frame before. What is left of a
 * high score starts a track, which is reported from the second frame on in which it is seen. A track that is not seen is
 * lost, and ends when it is not found again in time. Only the places of boxes count, not what they show: who hides longer
 * than that, or changes direction meanwhile, comes back under a new id.
 *
 * <p>Here it differs from that code: tracks keep to their class unless told otherwise; ids count confirmed tracks from 1
 * for each tracker; a track whose time is over is not looked for once more; the overlap of a lost track counts nine tenths,
 * so that it does not take the box of a track in sight; and no track is dropped because it lies on another one, which
 * there costs one of two objects its id when they cross.
 *
 * <p>Boxes without width or height are ignored. Frames may be left out: the motion then goes on by as many frames as the
 * index has. So for a video of which every fifth frame is looked at, pass its indices, and mind that lost tracks are kept
 * for a number of frames of the video. A frame without detections must still be passed, or the next one with its index.
 *
 * <p><b>Threads.</b> One tracker for each video, and one thread at a time. Nothing is shared between trackers. Memory
 * depends on the number of objects in sight, not on the length of the video.
 */
public final class Tracker {
    private final TrackingOptions options;
    private final Association association;
    private final List<LiveTrack> confirmed = new ArrayList<>();
    private final List<LiveTrack> tentative = new ArrayList<>();
    private final List<LiveTrack> waiting = new ArrayList<>();
    private final List<Detection> high = new ArrayList<>();
    private final List<Detection> low = new ArrayList<>();
    private final List<Detection> left = new ArrayList<>();
    private @Nullable Moment last;
    private @Nullable ImageSize size;
    private long ids;

    private Tracker(TrackingOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        this.association = new Association(options.classAgnostic());
    }

    /** A tracker for one video with the default options. */
    public static Tracker create() {
        return new Tracker(TrackingOptions.DEFAULT);
    }

    /** A tracker for one video. */
    public static Tracker create(TrackingOptions options) {
        return new Tracker(options);
    }

    /**
     * The next frame, its index being one more than that of the frame before; the first has index 0.
     *
     * @throws IllegalArgumentException if lost tracks are kept for a time, and no time is passed here
     * @throws BadInputException if the pictures have another size than those before
     */
    public Tracks update(Detections detections) {
        return update(detections, last == null ? 0 : last.frame() + 1);
    }

    /**
     * The frame of this index.
     *
     * @param detections what was found in it
     * @param frame its index, larger than that of the frame before
     * @throws IllegalArgumentException if the index is not larger, or lost tracks are kept for a time
     * @throws BadInputException if the pictures have another size than those before
     */
    public Tracks update(Detections detections, long frame) {
        if (options.keepTime() != null) {
            throw new IllegalArgumentException("Expected the time of frame " + frame + ", as lost tracks are kept for "
                    + options.keepTime() + ": call update(detections, frame, time), or keepLost with frames");
        }
        return update(detections, frame, (Duration) null);
    }

    /**
     * The frame of this index, shown at this time. Times may repeat or run backwards, as they do in broken videos: for
     * tracking time then stands still.
     *
     * @param detections what was found in it
     * @param frame its index, larger than that of the frame before
     * @param time when it is shown; null if that is unknown and lost tracks are kept for a number of frames
     * @throws IllegalArgumentException if the index is not larger, or the time is missing
     * @throws BadInputException if the pictures have another size than those before
     */
    public Tracks update(Detections detections, long frame, @Nullable Duration time) {
        Moment now = check(detections, frame, time);
        boolean first = last == null;
        List<Track> ended = endOld(now);
        if (last != null) {
            predict(frame - last.frame());
        }
        last = now;
        size = detections.imageSize();
        sortByScore(detections);
        joinHigh(now);
        joinLow(now);
        List<LiveTrack> started = joinTentative(now);
        started.addAll(startNew(now, first));
        return result(detections, time, started, ended);
    }

    private Moment check(Detections detections, long frame, @Nullable Duration time) {
        Moment before = last;
        if (frame < 0 || (before != null && frame <= before.frame())) {
            throw new IllegalArgumentException("Expected the frames in order, a frame index of at least "
                    + (before == null ? 0 : before.frame() + 1) + ", found: " + frame
                    + ". A new video takes a new tracker.");
        }
        if (options.keepTime() != null && time == null) {
            throw new IllegalArgumentException("Expected the time of frame " + frame + ", as lost tracks are kept for "
                    + options.keepTime() + ", found none");
        }
        if (size != null && !size.equals(detections.imageSize())) {
            throw new BadInputException("Expected pictures of " + size + " as before, found: " + detections.imageSize()
                    + " at frame " + frame + ". Scale the boxes, or go on with a new tracker.");
        }
        Long nanos = time == null ? null : (Long) time.toNanos();
        if (nanos != null && before != null && before.nanos() != null) {
            nanos = Math.max(nanos, before.nanos());
        }
        return new Moment(frame, nanos);
    }

    private List<Track> endOld(Moment now) {
        List<Track> ended = new ArrayList<>();
        for (Iterator<LiveTrack> tracks = confirmed.iterator(); tracks.hasNext(); ) {
            LiveTrack track = tracks.next();
            if (isOver(track.seen(), now)) {
                ended.add(track.at(now.frame(), TrackState.ENDED));
                tracks.remove();
            }
        }
        return ended;
    }

    /** A track seen in the frame before is never over, however long that is ago. */
    private boolean isOver(Moment seen, Moment now) {
        if (last != null && seen.frame() == last.frame()) {
            return false;
        }
        Duration keep = options.keepTime();
        if (keep == null || seen.nanos() == null || now.nanos() == null) {
            return now.frame() - seen.frame() > options.keepFrames();
        }
        return now.nanos() - seen.nanos() > keep.toNanos();
    }

    private void predict(long frames) {
        confirmed.forEach(track -> track.predict(frames));
        tentative.forEach(track -> track.predict(frames));
    }

    private void sortByScore(Detections detections) {
        high.clear();
        low.clear();
        for (Detection detection : detections) {
            if (detection.score() < options.lowScore() || !hasArea(detection)) {
                continue;
            }
            (detection.score() >= options.highScore() ? high : low).add(detection);
        }
    }

    /** A box thinner than this would have a ratio of its sides that no number can hold. */
    private static boolean hasArea(Detection detection) {
        return detection.box().width() > 1e-6 && detection.box().height() > 1e-6;
    }

    /** Leaves the tracks that got nothing in {@link #waiting}, and the detections that nobody got in {@link #left}. */
    private void joinHigh(Moment now) {
        association.match(confirmed, high, options.first());
        waiting.clear();
        for (int i = 0; i < confirmed.size(); i++) {
            if (!see(confirmed.get(i), high, i, now)) {
                waiting.add(confirmed.get(i));
            }
        }
        keepFree(high);
    }

    private void joinLow(Moment now) {
        waiting.removeIf(LiveTrack::isLost);
        association.match(waiting, low, options.second());
        for (int i = 0; i < waiting.size(); i++) {
            if (!see(waiting.get(i), low, i, now)) {
                waiting.get(i).lose();
            }
        }
    }

    /** Gives those their id that were seen often enough, and forgets those that were not seen. */
    private List<LiveTrack> joinTentative(Moment now) {
        List<LiveTrack> started = new ArrayList<>();
        high.clear();
        high.addAll(left);
        association.match(tentative, high, options.tentative());
        waiting.clear();
        for (int i = 0; i < tentative.size(); i++) {
            LiveTrack track = tentative.get(i);
            if (see(track, high, i, now)) {
                (track.hits() >= options.confirmAfter() ? started : waiting).add(track);
            }
        }
        keepFree(high);
        tentative.clear();
        tentative.addAll(waiting);
        started.forEach(this::confirm);
        return started;
    }

    private boolean see(LiveTrack track, List<Detection> detections, int place, Moment now) {
        int found = association.detectionOf(place);
        if (found < 0) {
            return false;
        }
        track.see(detections.get(found), now);
        return true;
    }

    private void keepFree(List<Detection> detections) {
        left.clear();
        for (int i = 0; i < detections.size(); i++) {
            if (association.isFree(i)) {
                left.add(detections.get(i));
            }
        }
    }

    private List<LiveTrack> startNew(Moment now, boolean first) {
        List<LiveTrack> started = new ArrayList<>();
        for (Detection detection : left) {
            if (detection.score() < options.newScore()) {
                continue;
            }
            LiveTrack track = new LiveTrack(detection, now);
            if (first || options.confirmAfter() == 1) {
                confirm(track);
                started.add(track);
            } else {
                tentative.add(track);
            }
        }
        return started;
    }

    /** Keeps the list of confirmed tracks in the order of their ids. */
    private void confirm(LiveTrack track) {
        ids++;
        track.confirm(ids);
        confirmed.add(track);
    }

    private Tracks result(Detections detections, @Nullable Duration time, List<LiveTrack> started, List<Track> ended) {
        long frame = Objects.requireNonNull(last).frame();
        List<Track> objects = new ArrayList<>();
        List<Track> births = new ArrayList<>(started.size());
        List<Track> lost = new ArrayList<>();
        long firstNew = ids - started.size();
        for (LiveTrack track : confirmed) {
            if (track.isLost()) {
                lost.add(track.at(frame, TrackState.LOST));
                continue;
            }
            Track seen = track.at(frame, TrackState.TRACKED);
            objects.add(seen);
            if (track.id() > firstNew) {
                births.add(seen);
            }
        }
        ended.sort(Comparator.comparingLong(Track::id));
        return new Tracks(frame, Optional.ofNullable(time), detections.imageSize(), objects, births, lost, ended);
    }
}
