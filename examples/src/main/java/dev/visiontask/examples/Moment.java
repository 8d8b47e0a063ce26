package dev.visiontask.examples;

import java.awt.image.BufferedImage;
import java.time.Duration;

/**
 * A frame of a video, kept as a small picture.
 *
 * @param frame its number in the video
 * @param time when it is shown
 * @param picture a small copy
 */
record Moment(long frame, Duration time, BufferedImage picture) {}
