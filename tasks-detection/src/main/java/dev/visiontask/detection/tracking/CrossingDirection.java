package dev.visiontask.detection.tracking;

/** Which way a line was crossed, for someone who stands at its start and looks to its end. */
public enum CrossingDirection {
    /** From the left hand to the right hand. */
    LEFT_TO_RIGHT,
    /** From the right hand to the left hand. */
    RIGHT_TO_LEFT
}
