package dev.visiontask.activity;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the model says about one window of a timeline, before smoothing. Immutable.
 *
 * @param frame the number of the first frame that the window stands for
 * @param time when that frame is shown
 * @param scores of all classes, by their index
 */
public record WindowScores(long frame, Duration time, List<Float> scores) {
    /** Copies the list. */
    public WindowScores {
        Objects.requireNonNull(time, "time");
        scores = List.copyOf(scores);
    }
}
