package dev.visiontask.activity;

import java.util.List;

/**
 * Which frames of a clip a model looks at. A model must see frames chosen as they were in its training. Immutable and
 * safe to share between threads.
 *
 * @see UniformSegments
 * @see DenseClips
 * @see SpreadFrames
 */
public interface ClipSampling {
    /**
     * The frames of each pass of the model, by their place in the clip; the scores of several passes are averaged. The
     * same numbers give the same frames.
     *
     * @param frames how many frames the clip has, at least 1
     * @param length how many frames the model looks at in one pass, at least 1
     * @return one array of {@code length} places a pass, each in {@code [0, frames)}; a frame may come more than once
     */
    List<long[]> passes(long frames, int length);
}
