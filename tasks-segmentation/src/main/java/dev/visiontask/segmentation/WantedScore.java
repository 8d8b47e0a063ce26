package dev.visiontask.segmentation;

/**
 * A class whose scores the caller asked for.
 *
 * @param index the class
 * @param label its name
 * @param channel the channel that has its number
 * @param isRest whether its score is what that channel leaves of 1: the background, where a model scores the foreground
 */
record WantedScore(int index, String label, int channel, boolean isRest) {}
