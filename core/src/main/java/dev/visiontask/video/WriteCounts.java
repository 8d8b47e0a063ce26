package dev.visiontask.video;

import java.time.Duration;

/**
 * What became of the frames of a {@link FrameWriter} so far.
 *
 * @param frames frames written
 * @param resized those of them that had another size than the video, and were fitted in
 * @param retimed those of them whose time was not later than that of the frame before, or more than a day later
 * @param duration when the last of them is shown; the first is at 0
 */
public record WriteCounts(long frames, long resized, long retimed, Duration duration) {
    /** Nothing written yet. */
    public static final WriteCounts NONE = new WriteCounts(0, 0, 0, Duration.ZERO);
}
