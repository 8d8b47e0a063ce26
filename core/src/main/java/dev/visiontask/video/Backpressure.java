package dev.visiontask.video;

/** What a stream does with frames that come faster than they are answered. */
public enum Backpressure {
    /** Decoding waits: every frame is answered. For files. */
    BLOCK,
    /** Only the newest frame waits for the task; a newer one takes its place. For live pictures with little delay. */
    LATEST,
    /** A queue of frames waits; when it is full, the oldest makes room. For live pictures with few gaps. */
    DROP_OLDEST
}
