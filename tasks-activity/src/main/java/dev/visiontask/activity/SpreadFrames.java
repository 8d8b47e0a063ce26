package dev.visiontask.activity;

import java.util.List;
import java.util.Objects;

/**
 * Frames at equal distances from the first one on: frame {@code i} is {@code i * max(1, floor(frames / length))}. One
 * pass. The last {@code frames mod length} frames are not looked at.
 *
 * <p>Source: the usual sampling of recurrent models (LRCN, ConvLSTM) trained on whole clips.
 *
 * @param shortClip what stands for frames that a clip shorter than {@code length} does not have
 */
public record SpreadFrames(ShortClip shortClip) implements ClipSampling {
    /** Short clips begin again from the front. */
    public SpreadFrames() {
        this(ShortClip.LOOP);
    }

    /** Checks that nothing is null. */
    public SpreadFrames {
        Objects.requireNonNull(shortClip, "shortClip");
    }

    @Override
    public List<long[]> passes(long frames, int length) {
        Places.check(frames, length);
        long step = Math.max(1, frames / length);
        return List.of(Places.of(0, step, length, frames, shortClip));
    }

    @Override
    public String toString() {
        return "spread";
    }
}
