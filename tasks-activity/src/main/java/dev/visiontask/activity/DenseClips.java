package dev.visiontask.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs of frames at a fixed distance: pass {@code k} looks at {@code start(k) + i * stride}. A run covers
 * {@code span = (length - 1) * stride + 1} frames, and the last one that fits starts at
 * {@code room = max(0, frames - span)}. A single run is in the middle, {@code start = floor(room / 2)}; several are
 * spread evenly, {@code start(k) = round(k * room / (clips - 1))} with halves to even.
 *
 * <p>Source: MMAction2's {@code SampleFrames} with {@code test_mode}, for models such as I3D (Carreira and Zisserman
 * 2017) and SlowFast (Feichtenhofer et al. 2019). PySlowFast rounds the starts down instead.
 *
 * @param stride frames from one to the next, at least 1; 2 where every second frame is taken
 * @param clips how many runs, at least 1; 10 is usual where papers report accuracy
 * @param shortClip what stands for frames that a clip shorter than {@code span} does not have
 */
public record DenseClips(int stride, int clips, ShortClip shortClip) implements ClipSampling {
    /** Short clips begin again from the front. */
    public DenseClips(int stride, int clips) {
        this(stride, clips, ShortClip.LOOP);
    }

    /** Checks the ranges. */
    public DenseClips {
        Objects.requireNonNull(shortClip, "shortClip");
        if (stride < 1 || clips < 1) {
            throw new IllegalArgumentException(
                    "Expected a stride and a number of clips of at least 1, found: " + stride + " and " + clips);
        }
    }

    @Override
    public List<long[]> passes(long frames, int length) {
        Places.check(frames, length);
        long span = (length - 1L) * stride + 1;
        long room = Math.max(0, frames - span);
        if (clips == 1) {
            return List.of(Places.of(room / 2, stride, length, frames, shortClip));
        }
        double between = room / (double) (clips - 1);
        List<long[]> passes = new ArrayList<>(clips);
        for (int k = 0; k < clips; k++) {
            passes.add(Places.of((long) Math.rint(k * between), stride, length, frames, shortClip));
        }
        return passes;
    }

    @Override
    public String toString() {
        return "dense";
    }
}
