package dev.visiontask.activity;

import dev.visiontask.json.JsonObjectText;
import dev.visiontask.json.JsonResult;
import java.time.Duration;
import java.util.Objects;

/**
 * A stretch of a video in which one class holds.
 *
 * @param startFrame the number of its first frame in the video, from 0
 * @param endFrame the number of the frame after its last one
 * @param from when its first frame is shown
 * @param to when the frame after its last one is shown; at the end of the video, when the last frame is
 * @param activity the class, with the mean of its smoothed scores as score
 */
public record ActivitySegment(long startFrame, long endFrame, Duration from, Duration to, Activity activity)
        implements JsonResult {
    /** Checks the ranges. */
    public ActivitySegment {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(activity, "activity");
        if (startFrame < 0 || endFrame < startFrame) {
            throw new IllegalArgumentException(
                    "Expected 0 <= start frame <= end frame, found: " + startFrame + " and " + endFrame);
        }
    }

    /** As JSON on one line, times in seconds: {@code {"start_frame":0,"end_frame":50,"from":0.0,"to":2.0,"index":...}}. */
    @Override
    public String toJson() {
        return new JsonObjectText()
                .put("start_frame", startFrame)
                .put("end_frame", endFrame)
                .put("from", from.toNanos() / 1e9)
                .put("to", to.toNanos() / 1e9)
                .put("index", activity.index())
                .put("label", activity.label())
                .put("score", activity.score())
                .toString();
    }
}
