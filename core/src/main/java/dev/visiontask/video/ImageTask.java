package dev.visiontask.video;

import dev.visiontask.ImageSource;
import dev.visiontask.VisionTask;

/**
 * A task on pictures, which therefore runs over the frames of videos, too.
 *
 * @param <R> the result for one picture
 */
public interface ImageTask<R> extends VisionTask<ImageSource, R> {
    /**
     * Runs this task over the frames of a source, lazily and in order. See {@link ResultStream}.
     *
     * @param frames closed together with the stream
     */
    default ResultStream<R> stream(FrameSource frames, Backpressure backpressure) {
        return stream(frames, StreamOptions.DEFAULT.withBackpressure(backpressure));
    }

    /** Runs this task over the frames of a source with options. See {@link ResultStream}. */
    default ResultStream<R> stream(FrameSource frames, StreamOptions options) {
        return ResultStream.of(this, frames, options);
    }
}
