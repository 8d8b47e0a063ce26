package dev.visiontask.activity;

import java.util.List;

/**
 * The middle of each of {@code length} equal segments: frame {@code i} is {@code floor((i + 0.5) * frames / length)}.
 * One pass. A clip of fewer frames than segments repeats some, each in its place.
 *
 * <p>Source: the testing of TSN (Wang et al. 2016, Temporal Segment Networks), and MMAction2's {@code SampleFrames} with
 * {@code clip_len=1} and {@code test_mode}.
 */
public record UniformSegments() implements ClipSampling {
    @Override
    public List<long[]> passes(long frames, int length) {
        Places.check(frames, length);
        long[] places = new long[length];
        for (int i = 0; i < length; i++) {
            places[i] = (2L * i + 1) * frames / (2L * length);
        }
        return List.of(places);
    }

    @Override
    public String toString() {
        return "segments";
    }
}
