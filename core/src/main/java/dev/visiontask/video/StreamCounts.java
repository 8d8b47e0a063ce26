package dev.visiontask.video;

/**
 * What became of the frames of a stream so far. At the end {@code decoded} is the sum of the other three.
 *
 * @param decoded frames that came from the source
 * @param processed frames that the task answered
 * @param dropped frames that were left out because newer ones came, or because the stream ended before their turn
 * @param failed frames for which the task threw an exception
 */
public record StreamCounts(long decoded, long processed, long dropped, long failed) {}
