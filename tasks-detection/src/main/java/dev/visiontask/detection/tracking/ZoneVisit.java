package dev.visiontask.detection.tracking;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A track in a zone.
 *
 * @param id the track
 * @param label its label when it came in
 * @param firstFrame the frame in which it came in, or was first seen
 * @param lastFrame the last frame so far in which it was seen inside
 * @param dwell the time between the two, if the frames have times; at least 0
 */
public record ZoneVisit(long id, String label, long firstFrame, long lastFrame, Optional<Duration> dwell) {
    /** Checks the order. */
    public ZoneVisit {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(dwell, "dwell");
        if (lastFrame < firstFrame) {
            throw new IllegalArgumentException("Expected frames in order, found: " + firstFrame + ", " + lastFrame);
        }
    }
}
