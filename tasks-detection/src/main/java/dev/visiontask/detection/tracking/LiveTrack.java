package dev.visiontask.detection.tracking;

import dev.visiontask.detection.Detection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A track as a tracker changes it from frame to frame. Without an id until it is confirmed. */
final class LiveTrack {
    private final Motion motion;
    private final Moment start;
    private Detection detection;
    private Moment seen;
    private int hits = 1;
    private boolean lost;
    private long id;

    LiveTrack(Detection detection, Moment now) {
        this.motion = new Motion(detection.box());
        this.start = now;
        this.detection = detection;
        this.seen = now;
    }

    /**
     * A frame and its time.
     *
     * @param frame its index
     * @param nanos when it is shown; null if that is unknown
     */
    record Moment(long frame, @Nullable Long nanos) {}

    Motion motion() {
        return motion;
    }

    int classIndex() {
        return detection.index();
    }

    int hits() {
        return hits;
    }

    long id() {
        return id;
    }

    boolean isConfirmed() {
        return id > 0;
    }

    void confirm(long newId) {
        id = newId;
    }

    boolean isLost() {
        return lost;
    }

    Moment seen() {
        return seen;
    }

    void predict(long frames) {
        if (lost) {
            motion.holdHeight();
        }
        motion.predict(frames);
    }

    void see(Detection found, Moment now) {
        motion.correct(found.box());
        detection = found;
        seen = now;
        hits++;
        lost = false;
    }

    void lose() {
        lost = true;
    }

    /** As it stands in a frame. */
    Track at(long frame, TrackState state) {
        boolean visible = state == TrackState.TRACKED;
        return new Track(
                id,
                state,
                detection.index(),
                detection.label(),
                detection.score(),
                visible ? detection.box() : motion.box(),
                start.frame(),
                hits,
                frame - start.frame(),
                frame - seen.frame(),
                visible ? Optional.of(detection) : Optional.empty());
    }
}
