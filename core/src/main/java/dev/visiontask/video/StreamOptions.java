package dev.visiontask.video;

import java.util.Objects;

/**
 * How a task runs over frames.
 *
 * @param backpressure what happens to frames that come faster than they are answered
 * @param queue frames that may wait between decoder and task, and answers between task and caller; {@link
 *     Backpressure#LATEST} has room for one frame whatever this says
 * @param workers frames that are answered at the same time; 0 for the concurrency of the task
 * @param keepFrames whether each result holds its frame, which the caller closes then
 */
public record StreamOptions(Backpressure backpressure, int queue, int workers, boolean keepFrames) {
    /** Every frame, up to four waiting, as many at a time as the task answers, without the frames themselves. */
    public static final StreamOptions DEFAULT = new StreamOptions(Backpressure.BLOCK, 4, 0, false);

    /** Checks the ranges. */
    public StreamOptions {
        Objects.requireNonNull(backpressure, "backpressure");
        if (queue < 1 || workers < 0) {
            throw new IllegalArgumentException(
                    "Expected a queue of at least 1 and at least 0 workers, found: " + queue + " and " + workers);
        }
    }

    /** With another way to treat frames that come too fast. */
    public StreamOptions withBackpressure(Backpressure backpressure) {
        return new StreamOptions(backpressure, queue, workers, keepFrames);
    }

    /** With another length of the queue. */
    public StreamOptions withQueue(int queue) {
        return new StreamOptions(backpressure, queue, workers, keepFrames);
    }

    /** With so many frames answered at the same time; 0 for the concurrency of the task. */
    public StreamOptions withWorkers(int workers) {
        return new StreamOptions(backpressure, queue, workers, keepFrames);
    }

    /** With or without the frames in the results. */
    public StreamOptions withKeepFrames(boolean keepFrames) {
        return new StreamOptions(backpressure, queue, workers, keepFrames);
    }
}
