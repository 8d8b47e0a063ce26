package dev.visiontask.detection.tracking;

import java.util.Objects;

/**
 * A track crossed a line.
 *
 * @param frame the frame in which it was clear of the line on the other side
 * @param track the track in that frame
 * @param direction which way
 */
public record Crossing(long frame, Track track, CrossingDirection direction) {
    /** Checks that nothing is null. */
    public Crossing {
        Objects.requireNonNull(track, "track");
        Objects.requireNonNull(direction, "direction");
    }
}
