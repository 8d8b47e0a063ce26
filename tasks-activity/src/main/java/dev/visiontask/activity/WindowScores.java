package dev.visiontask.activity;

import java.time.Duration;
import java.util.List;

/**
 * What the model says about one window.
 *
 * @param frame the number of the first frame that the window stands for
 * @param time when that frame is shown
 * @param scores of all classes, by their index
 */
record WindowScores(long frame, Duration time, List<Float> scores) {}
