package dev.visiontask.video;

import dev.visiontask.ImageSize;
import dev.visiontask.Outcome;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task answered about one frame.
 *
 * @param index the number of the frame in its video, from 0
 * @param time when the frame is shown
 * @param size the size of the frame that the task saw, upright; boxes are in its pixels
 * @param outcome the answer, or why there is none
 * @param frame the frame itself, to be closed by the caller; null unless {@link StreamOptions#keepFrames()}
 * @param <R> the result of the task
 */
public record FrameResult<R>(
        long index,
        Duration time,
        ImageSize size,
        Outcome<R> outcome,
        @Nullable Frame frame) {
    /** Checks that nothing but the frame is null. */
    public FrameResult {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * The answer.
     *
     * @throws dev.visiontask.VisionException the error, if there is no answer
     */
    public R value() {
        return outcome.orThrow();
    }
}
