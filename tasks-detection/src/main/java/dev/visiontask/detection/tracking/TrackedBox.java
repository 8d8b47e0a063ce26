package dev.visiontask.detection.tracking;

import dev.visiontask.Box;
import java.util.Objects;

/**
 * Where an object is in one frame.
 *
 * @param frame the index of the frame, at least 0
 * @param id the object; the same in every frame
 * @param box where it is, in pixels
 */
public record TrackedBox(long frame, long id, Box box) {
    /** Checks the frame. */
    public TrackedBox {
        if (frame < 0) {
            throw new IllegalArgumentException("Expected a frame index of at least 0, found: " + frame);
        }
        Objects.requireNonNull(box, "box");
    }
}
