package dev.visiontask.activity;

/**
 * How a long video is cut into segments. Windows of frames are answered one after the other; a window stands for the
 * {@code hop} frames around its middle, the first one also for the frames before, the last one for those after.
 *
 * @param window frames in a window, at least 1; the model's frames are chosen from them as from a clip
 * @param hop frames from the start of one window to that of the next, 1 to {@code window}
 * @param smoothing over how many windows, with this one in their middle, scores are averaged; odd
 * @param enter the smoothed score from which on a class begins a segment
 * @param leave the smoothed score below which the segment ends; at most {@code enter}
 * @param shortest segments of fewer windows are left out; at least 1
 */
public record TimelineOptions(int window, int hop, int smoothing, float enter, float leave, int shortest) {
    /** Checks the ranges. */
    public TimelineOptions {
        if (window < 1 || hop < 1 || hop > window) {
            throw new IllegalArgumentException(
                    "Expected 1 <= hop <= window, found: a hop of " + hop + " and a window of " + window);
        }
        if (smoothing < 1 || smoothing % 2 == 0 || shortest < 1) {
            throw new IllegalArgumentException("Expected an odd smoothing and a shortest segment of at least 1, found: "
                    + smoothing + " and " + shortest);
        }
        if (!(leave >= 0 && leave <= enter && enter <= 1)) {
            throw new IllegalArgumentException("Expected 0 <= leave <= enter <= 1, found: " + leave + " and " + enter);
        }
    }

    /** Smoothed over three windows; in at 0.6, out below 0.4; segments of a single window count. */
    public TimelineOptions(int window, int hop) {
        this(window, hop, 3, 0.6f, 0.4f, 1);
    }

    /** With scores averaged over another odd number of windows; 1 for none. */
    public TimelineOptions withSmoothing(int windows) {
        return new TimelineOptions(window, hop, windows, enter, leave, shortest);
    }

    /** With other scores for beginning and ending a segment. */
    public TimelineOptions withThresholds(float enter, float leave) {
        return new TimelineOptions(window, hop, smoothing, enter, leave, shortest);
    }

    /** With segments of fewer windows left out. */
    public TimelineOptions withShortest(int windows) {
        return new TimelineOptions(window, hop, smoothing, enter, leave, windows);
    }
}
