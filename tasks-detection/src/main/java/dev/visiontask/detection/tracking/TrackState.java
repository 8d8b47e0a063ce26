package dev.visiontask.detection.tracking;

/** What became of a track in a frame. */
public enum TrackState {
    /** It was seen in this frame. */
    TRACKED,
    /** It was not seen in this frame, and may be found again. */
    LOST,
    /** It was not seen for too long; its id never comes again. */
    ENDED
}
